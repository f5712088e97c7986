/** Acts `perSecond` times a second, at equally spaced moments, for so many seconds; gives how often that was. */
export const actAtPace = async (
  { seconds, perSecond }: { seconds: number; perSecond: number },
  act: (count: number) => void,
): Promise<number> => {
  const total = Math.round(seconds * perSecond)
  const step = 1000 / perSecond
  const begun = performance.now()
  for (let count = 0; count < total;) {
    const due = Math.min(total - 1, Math.floor((performance.now() - begun) / step))
    for (; count <= due; count++) act(count)
    await pause(Math.max(1, count * step - (performance.now() - begun)))
  }
  return total
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
