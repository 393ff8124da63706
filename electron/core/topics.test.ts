import { expect, it } from 'vitest';
import { createTopics } from './topics.ts';

it('tells in the order of subscription, and nobody once subjects are being closed', () => {
  const topics = createTopics();
  const told: string[] = [];
  topics.people.on(({ remoteKey }) => told.push(`first ${remoteKey}`));
  topics.people.on(({ remoteKey }) => told.push(`second ${remoteKey}`));
  topics.people.tell({ remoteKey: '+74951234567' });
  topics.close();
  topics.people.tell({ remoteKey: '+78001234567' });
  expect(told).toEqual(['first +74951234567', 'second +74951234567']);
});
