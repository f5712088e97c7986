import { createMemoryStorage } from '@reliance/server/realtime/memory-storage'
import { createPrismaStorage } from '@reliance/server/realtime/prisma-storage'
import type { Database } from '@reliance/server/db/client'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe } from 'vitest'
import { testDatabases } from '../support/database'
import { storageContract } from './storage-contract'

describe('memory storage', () => {
  storageContract(async () => {
    const storage = createMemoryStorage()
    return { storage, create: async (documentId) => storage.create(documentId) }
  })
})

for (const { name, available, open } of testDatabases()) {
  describe.skipIf(!available)(`${name} storage`, () => {
    let database: Database
    beforeAll(async () => {
      database = await open()
    })
    afterAll(() => database.close())
    storageContract(async () => ({
      storage: createPrismaStorage(database),
      create: (documentId) => createDocument(database, documentId),
    }))
  })
}

const createDocument = async ({ prisma }: Database, documentId: string): Promise<void> => {
  await prisma.document.create({
    data: { id: documentId, committeeId: randomUUID(), kind: 'note', createdAt: new Date() },
  })
}
