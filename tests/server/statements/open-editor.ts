import { applyUpdate, Doc, XmlElement, XmlText } from 'yjs'
import { updateFrame } from '@reliance/shared/realtime/frames'
import { messageType } from '@reliance/shared/realtime/protocol'
import type { TestApp } from '../../support/build-app'
import type { TestPerson } from '../../support/people'

/** A person's editor, joined to the real room by a socket that is a list, with the rights that the server gives. */
export async function openEditor({ services }: TestApp, documentId: string, who: TestPerson) {
  const { rooms, documents } = services
  const person = { id: who.personId, name: who.name, collegeId: null, palette: null }
  let atQuestion = (): void => undefined
  const authorization = async () => {
    atQuestion()
    const { access } = await documents.access(who.personId, documentId)
    return { access, person, loginSessionId: 'test' }
  }
  let refused = 0
  const socket = {
    bufferedAmount: 0,
    send: (frame: Uint8Array) => {
      if (frame[0] === messageType.auth) refused++
      return true
    },
    close: () => undefined,
    whenDrained: () => undefined,
  }
  const participant = { ...(await authorization()), acknowledge: false, reauthorize: authorization }
  const connection = rooms.connect(documentId, socket, participant)

  const doc = new Doc()
  applyUpdate(doc, await rooms.read(documentId))
  doc.on('update', (update: Uint8Array) => connection.receive(updateFrame(update)))
  const paragraph = new XmlElement('textblock')
  const words = new XmlText()
  doc.getXmlFragment('content').push([paragraph])
  paragraph.insert(0, [words])

  const type = (text: string): void => words.insert(words.length, text)

  return {
    type,
    /** How many of its changes the server has refused. */
    refusals: () => refused,
    close: () => connection.ended(),

    /** What the person does at the very moment when the room asks what they may do now. */
    whenAskedAgain(act: () => void): void {
      atQuestion = act
    },
  }
}
