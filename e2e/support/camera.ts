// A phone's camera: it sees a screenshot, smaller or larger, aslant, out of focus, and reads the QR code in it.
import { createRequire } from 'node:module';
import type { Browser } from '@playwright/test';

const decoder = createRequire(import.meta.url).resolve('jsqr');

export interface View {
  readonly scale?: number;
  /** Degrees. */
  readonly turn?: number;
  /** Pixels of the screen. */
  readonly blur?: number;
}

/** Pixels: a hand is never quite still, and at half its size every other edge may fall between two pixels of one frame. */
const frames = [0, 0.3, 0.6];

/** Another page, which draws what it is given and looks for a code in it. */
export async function openCamera(browser: Browser) {
  const page = await browser.newPage();
  await page.addScriptTag({ path: decoder });
  return {
    close: () => page.close(),
    read: (photo: Buffer, { scale = 1, turn = 0, blur = 0 }: View): Promise<string | null> =>
      page.evaluate(
        async ([image, enlarged, degrees, softness, moves]) => {
          const picture = await createImageBitmap(await (await fetch(image)).blob());
          const [width, height] = [Math.round(picture.width * enlarged), Math.round(picture.height * enlarged)];
          const canvas = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D;
          canvas.filter = softness > 0 ? `blur(${softness}px)` : 'none';
          const find = Reflect.get(window, 'jsQR') as typeof import('jsqr').default;
          for (const moved of moves) {
            canvas.resetTransform();
            canvas.translate(width / 2 + moved, height / 2 + moved);
            canvas.rotate((degrees * Math.PI) / 180);
            canvas.drawImage(picture, -width / 2, -height / 2, width, height);
            const found = find(canvas.getImageData(0, 0, width, height).data, width, height);
            if (found) return found.data;
          }
          return null;
        },
        [`data:image/png;base64,${photo.toString('base64')}`, scale, turn, blur, frames] as const,
      ),
  };
}
