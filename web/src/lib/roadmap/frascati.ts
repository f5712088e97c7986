import type { FrascatiType } from '@reliance/shared/roadmap/schemas'
import * as m from '$lib/paraglide/messages'

/** The types of R&D of the Frascati manual, each with what it means in plain words. */
export const frascatiTypes: Record<FrascatiType, { name: () => string; meaning: () => string }> = {
  fundamental_free: {
    name: m.roadmap_frascati_fundamental_free,
    meaning: m.roadmap_frascati_fundamental_free_hint,
  },
  fundamental_oriented: {
    name: m.roadmap_frascati_fundamental_oriented,
    meaning: m.roadmap_frascati_fundamental_oriented_hint,
  },
  applied: { name: m.roadmap_frascati_applied, meaning: m.roadmap_frascati_applied_hint },
  experimental_development: {
    name: m.roadmap_frascati_experimental_development,
    meaning: m.roadmap_frascati_experimental_development_hint,
  },
  not_rd: { name: m.roadmap_frascati_not_rd, meaning: m.roadmap_frascati_not_rd_hint },
}
