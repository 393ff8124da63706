/** Equal to `appId` of the packager, which the installer writes on the shortcut: without it Windows shows no toast. */
export const applicationId = 'app.perezvon.desktop';
