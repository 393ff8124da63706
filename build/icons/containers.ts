/** A drawing at one size: what the containers of icons are made of. */
export interface Raster {
  size: number;
  /** RGBA, rows from the top. */
  pixels: Uint8Array;
  png: Uint8Array;
}

/** From this size up PNG entries are read everywhere, and save most of the file. */
const smallestPngInIco = 64;

/** A Windows icon: small sizes as bitmaps, which every reader knows, large ones as PNG. */
export function packIco(rasters: readonly Raster[]): Buffer {
  const images = rasters.map((raster) =>
    raster.size >= smallestPngInIco ? Buffer.from(raster.png) : packBitmap(raster),
  );
  const directory = Buffer.alloc(6 + 16 * rasters.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(rasters.length, 4);
  let offset = directory.length;
  rasters.forEach(({ size }, index) => {
    const at = 6 + 16 * index;
    const bytes = images[index]?.length ?? 0;
    // One byte a side: 256 is written as 0.
    directory.writeUInt8(size % 256, at);
    directory.writeUInt8(size % 256, at + 1);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(bytes, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += bytes;
  });
  return Buffer.concat([directory, ...images]);
}

/** BGRA from the bottom row up, then a mask that hides nothing: the alpha channel does. */
function packBitmap({ size, pixels }: Raster): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(size, 4);
  // The height of colours and mask together.
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const colours = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const from = (y * size + x) * 4;
      const to = ((size - 1 - y) * size + x) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(from, from + 4);
      colours.set([blue, green, red, alpha], to);
    }
  }
  const maskRow = Math.ceil(size / 32) * 4;
  return Buffer.concat([header, colours, Buffer.alloc(maskRow * size)]);
}

/**
 * The types of entries of an Apple icon, by their size in pixels; two of one size are 1x and 2x. The smallest at 1x are no PNG:
 * what is kept of a program's icon in that form (`icp4`, `icp5`) macOS draws broken.
 */
const icnsTypes: readonly (readonly [type: string, size: number, form: 'argb' | 'png'])[] = [
  ['ic04', 16, 'argb'],
  ['ic05', 32, 'argb'],
  ['ic11', 32, 'png'],
  ['ic12', 64, 'png'],
  ['ic07', 128, 'png'],
  ['ic13', 256, 'png'],
  ['ic08', 256, 'png'],
  ['ic14', 512, 'png'],
  ['ic09', 512, 'png'],
  ['ic10', 1024, 'png'],
];

export function packIcns(rasters: readonly Raster[]): Buffer {
  const entries = icnsTypes.map(([type, size, form]) => {
    const raster = rasters.find((each) => each.size === size);
    if (raster === undefined) throw new Error(`an Apple icon needs a drawing of ${size} pixels`);
    return entryOf(type, form === 'png' ? Buffer.from(raster.png) : packArgb(raster));
  });
  return entryOf('icns', Buffer.concat(entries));
}

/** All of the alpha channel, then of red, green and blue, each packed by itself. */
function packArgb({ pixels }: Raster): Buffer {
  const channels = [3, 0, 1, 2].map((channel) => packRuns(pixels.filter((_, index) => index % 4 === channel)));
  return Buffer.concat([Buffer.from('ARGB', 'latin1'), ...channels]);
}

/** Packed bytes: 0-127 and so many bytes more than that as they are, or 128-255 and one byte that stands 3-130 times. */
function packRuns(bytes: Uint8Array): Buffer {
  const packed: number[] = [];
  let plain: number[] = [];
  const writePlain = () => {
    if (plain.length > 0) packed.push(plain.length - 1, ...plain);
    plain = [];
  };
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    let end = at + 1;
    while (end < bytes.length && end - at < 130 && bytes[end] === byte) end += 1;
    if (end - at >= 3) {
      writePlain();
      packed.push(end - at + 125, byte);
      at = end;
    } else {
      plain.push(byte);
      at += 1;
      if (plain.length === 128) writePlain();
    }
  }
  writePlain();
  return Buffer.from(packed);
}

function entryOf(type: string, data: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 0, 'latin1');
  header.writeUInt32BE(8 + data.length, 4);
  return Buffer.concat([header, data]);
}
