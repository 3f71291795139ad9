import { type Bitmap, drawBitmap } from './bitmap.ts';

/** A joglo roof over three pillars, on a grid of 48. */
const roof: readonly (readonly [number, number])[] = [
  [16, 8],
  [32, 8],
  [36, 17],
  [45, 23],
  [45, 26],
  [3, 26],
  [3, 23],
  [12, 17],
];
const pillarLefts = [7, 20, 33];

function isInPolygon(corners: readonly (readonly [number, number])[], x: number, y: number) {
  let inside = false;
  corners.forEach(([ax, ay], index) => {
    const [bx, by] = corners[(index + 1) % corners.length] ?? [ax, ay];
    const crosses = ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax;
    if (crosses) inside = !inside;
  });
  return inside;
}

/** Distance to the rounded pillar is measured from its inner rectangle. */
function isInPillar(left: number, x: number, y: number): boolean {
  const radius = 1.5;
  const dx = Math.max(left + radius - x, 0, x - (left + 8 - radius));
  const dy = Math.max(30 + radius - y, 0, y - (41 - radius));
  return dx * dx + dy * dy <= radius * radius;
}

/** The building's mark, cropped to its ink: 42 × 33 units at that many dots a unit. */
export function drawBuildingMark(dotsPerUnit: number): Bitmap {
  return drawBitmap(42 * dotsPerUnit, 33 * dotsPerUnit, (dotX, dotY) => {
    const x = 3 + dotX / dotsPerUnit;
    const y = 8 + dotY / dotsPerUnit;
    return isInPolygon(roof, x, y) || pillarLefts.some(left => isInPillar(left, x, y));
  });
}
