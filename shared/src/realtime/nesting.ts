/** Far more than any editor writes, and far less than what makes reading, writing or comparing it fail. */
const deepest = 100

/** Whether lists and objects lie in one another deeper than anybody means them to. */
export const isTooDeep = (value: unknown, left = deepest): boolean => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false
  return left === 0 || Object.values(value).some((inner) => isTooDeep(inner, left - 1))
}
