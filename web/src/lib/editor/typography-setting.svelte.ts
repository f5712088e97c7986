const name = 'editor.frenchTypography'

/** Whether typing follows French typography: yes, until it is switched off in this browser. */
class TypographySetting {
  isOn = $state(read())

  toggle(): void {
    this.isOn = !this.isOn
    try {
      localStorage.setItem(name, this.isOn ? 'on' : 'off')
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  }
}

function read(): boolean {
  try {
    return localStorage.getItem(name) !== 'off'
  } catch {
    return true
  }
}

export const typography = new TypographySetting()
