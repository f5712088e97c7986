const generatedRoot = /\/generated\/root\.svelte$/
const announcer = /(<div id="svelte-announcer"[^>]*?) style="[^"]*"/

/**
 * SvelteKit hides its announcer of page changes with an inline style, which the content policy refuses;
 * `styles/base.css` hides it instead.
 * @returns {import('vite').Plugin}
 */
export function strictAnnouncer() {
  return {
    name: 'reliance:strict-announcer',
    enforce: 'pre',
    transform(code, id) {
      if (!generatedRoot.test(id.split('?')[0] ?? id)) return null
      if (!announcer.test(code))
        this.error('The announcer in root.svelte has no inline style: this plugin has nothing left to do.')
      return { code: code.replace(announcer, '$1'), map: null }
    },
  }
}
