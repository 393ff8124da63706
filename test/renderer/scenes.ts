import { accountScenes } from './account-scenes.ts';
import { callScenes } from './call-scenes.ts';
import { lineScenes } from './line-scenes.ts';
import { numberScenes } from './number-scenes.ts';
import { onboardingScenes } from './onboarding-scenes.ts';
import { orderScenes } from './order-scenes.ts';
import { recordingScenes } from './recording-scenes.ts';
import type { Scene } from './scene.ts';
import { settingsScenes } from './settings-scenes.ts';
import { toolScenes } from './tool-scenes.ts';
import { updateScenes } from './update-scenes.ts';

export const scenes: readonly Scene[] = [
  ...callScenes,
  ...orderScenes,
  ...recordingScenes,
  ...accountScenes,
  ...settingsScenes,
  ...onboardingScenes,
  ...lineScenes,
  ...numberScenes,
  ...toolScenes,
  ...updateScenes,
];
