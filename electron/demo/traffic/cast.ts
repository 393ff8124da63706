import type { Random } from '../random.ts';

/**
 * Everybody in the demo. Numbers must be nobody's, because a person who looks around may dial one, and must still be
 * valid to libphonenumber, because the program formats and compares them. Russia reserves no numbers for fiction, so:
 * mobiles are of +7 943, a code in the mobile range that the numbering plan gives to no operator, fixed ones begin
 * with 000 after the area code, where local numbers cannot begin with 0. Britain and Germany do reserve ranges for
 * drama: +44 20 7946 0xxx (Ofcom) and +49 30 23125 xxx (Bundesnetzagentur).
 */
export const shop = {
  login: 'demo-shop',
  password: 'demo-shop',
  sipId: '0042656976',
  /** Shop, delivery, wholesale; digits, as the service writes numbers. */
  lines: ['74950000110', '74950000120', '74950000130'],
  /** The phone in the back room, which rings together with the one at the counter. */
  backRoom: { login: 'demo-back-room', password: 'demo-back-room', sipId: '0042656977' },
  /** Of the owner: what a callback rings first. */
  ownNumber: '79430000001',
} as const;

interface Regular {
  number: string;
  /** How often, against the others. */
  weight: number;
  /** Which of the lines they call. */
  line: 0 | 1 | 2;
}

/** Customers, couriers and suppliers who call every few days. */
export const regulars: readonly Regular[] = [
  { number: '79430000211', weight: 6, line: 1 },
  { number: '79430000224', weight: 5, line: 1 },
  { number: '78120000340', weight: 5, line: 2 },
  { number: '74950000455', weight: 4, line: 2 },
  { number: '79430000372', weight: 4, line: 0 },
  { number: '79430000385', weight: 3, line: 0 },
  { number: '79430000391', weight: 3, line: 0 },
  { number: '73430000512', weight: 3, line: 2 },
  { number: '79430000407', weight: 2, line: 0 },
  { number: '79430000418', weight: 2, line: 1 },
  { number: '79430000423', weight: 2, line: 0 },
  { number: '74990000677', weight: 2, line: 0 },
  { number: '79430000436', weight: 1, line: 0 },
  { number: '79430000449', weight: 1, line: 0 },
  { number: '442079460958', weight: 2, line: 2 },
  { number: '493023125321', weight: 1, line: 2 },
];

export interface Caller {
  /** Empty when hidden. */
  number: string;
  line: string;
}

const hidden = '';
const totalWeight = regulars.reduce((sum, { weight }) => sum + weight, 0);

/** Somebody who calls the shop. */
export function pickCaller(random: Random): Caller {
  if (random.chance(0.45)) {
    const { number, line } = pickRegular(random);
    return { number, line: shop.lines[line] };
  }
  const line = random.pick([shop.lines[0], shop.lines[0], shop.lines[0], shop.lines[1], shop.lines[2]]);
  return { number: random.chance(0.04) ? hidden : pickStranger(random), line };
}

/** Somebody whom the shop calls: a hidden number cannot be called. */
export function pickCallee(random: Random): string {
  return random.chance(0.5) ? pickRegular(random).number : pickStranger(random);
}

function pickRegular(random: Random): Regular {
  let left = random.next() * totalWeight;
  for (const regular of regulars) {
    left -= regular.weight;
    if (left < 0) return regular;
  }
  return random.pick(regulars);
}

function pickStranger(random: Random): string {
  const kind = random.next();
  if (kind < 0.84) return `7943000${random.integer(1000, 9999)}`;
  if (kind < 0.94) return `7495000${random.integer(1000, 9999)}`;
  return `7${random.pick(['812', '383', '846', '863'])}000${random.integer(1000, 9999)}`;
}
