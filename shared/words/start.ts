/** Why the program does not start, for whoever reads a terminal or an error box. */
export type Language = 'ru' | 'en';

interface StartWords {
  /** A file lies where the data directory should be, or on the way to it. */
  noFolder(path: string): string;
  notWritable(path: string): string;
  diskFull(dataDirectory: string): string;
}

const words: Record<Language, StartWords> = {
  ru: {
    noFolder: (path) =>
      `${path} — файл, а Perezvon хранит данные в папке. Уберите файл или укажите другую папку: --data-dir ПАПКА.`,
    notWritable: (path) =>
      `Perezvon не может писать в ${path}: нет прав или диск только для чтения. Дайте себе право на запись или укажите другую папку: --data-dir ПАПКА.`,
    diskFull: (dataDirectory) =>
      `На диске нет места, а данные Perezvon лежат в ${dataDirectory}. Освободите хотя бы 50 МБ или укажите папку на другом диске: --data-dir ПАПКА.`,
  },
  en: {
    noFolder: (path) =>
      `${path} is a file, and Perezvon keeps its data in a folder. Move the file away or name another folder: --data-dir DIR.`,
    notWritable: (path) =>
      `Perezvon cannot write to ${path}: it is not yours to write, or the disk is read-only. Give yourself the right or name another folder: --data-dir DIR.`,
    diskFull: (dataDirectory) =>
      `The disk is full, and Perezvon keeps its data in ${dataDirectory}. Make room, 50 MB at least, or name a folder on another disk: --data-dir DIR.`,
  },
};

export function startWords(language: Language): StartWords {
  return words[language];
}
