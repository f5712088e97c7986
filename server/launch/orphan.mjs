/** Milliseconds. */
const glance = 500

/**
 * Under `npm`, a shell stands between npm and this process, and a signal sent to npm ends these two without coming
 * here: the server would go on and keep the data folder. So when the shell is gone, this process is asked to stop.
 */
export function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, glance)
  timer.unref()
}
