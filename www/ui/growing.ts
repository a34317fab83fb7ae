/** Long tables are made a part at a time, so that the browser can answer a key or a press in between. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { nextTask } from "../model/next-task.js";

/** Rows made at once. */
const STEP = 100;

/** How many of `count` rows are made by now. It begins anew whenever `contents` is another value. */
export function useGrowing(count: number, contents: unknown): number {
  const made = useRef({ contents: undefined as unknown, rows: 0 });
  const [, render] = useState(0);
  if (made.current.contents !== contents) made.current = { contents, rows: STEP };
  const { rows } = made.current;
  useLayoutEffect(() => {
    if (rows >= count) {
      // All are there. What is added later is a part by itself.
      made.current.rows = Number.POSITIVE_INFINITY;
      return;
    }
    let isGone = false;
    void nextTask().then(() => {
      if (isGone) return;
      made.current.rows = rows + STEP;
      render((times) => times + 1);
    });
    return () => {
      isGone = true;
    };
  }, [rows, count, contents]);
  return rows;
}
