/** Acts `perSecond` times a second, at equally spaced moments, for so many seconds; gives how often that was. */
export const actAtPace = async (
  { seconds, perSecond }: { seconds: number; perSecond: number },
  act: (count: number) => void,
): Promise<number> => {
  const step = 1000 / perSecond
  const begun = performance.now()
  let count = 0
  for (;;) {
    const elapsed = performance.now() - begun
    if (elapsed >= seconds * 1000) return count
    for (const due = Math.floor(elapsed / step); count <= due; count++) act(count)
    await pause(Math.max(1, count * step - (performance.now() - begun)))
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
