/**
 * What a new committee starts with. All of it is a setting: the founding text itself hesitates between three and
 * four modalities, and leaves its list of axes open.
 */

/** The five categories of members. Weights are percentages and add up to 100. */
export const startingColleges = [
  {
    nameFr: 'Acteurs socio-économiques',
    nameEn: 'Socio-economic actors',
    seats: 16,
    weightPercent: 25,
    position: 1,
    palette: 1,
  },
  {
    nameFr: 'Enseignement supérieur et laboratoires',
    nameEn: 'Higher education and research',
    seats: 12,
    weightPercent: 20,
    position: 2,
    palette: 2,
  },
  {
    nameFr: 'Collectivités et institutions',
    nameEn: 'Local authorities and institutions',
    seats: 10,
    weightPercent: 25,
    position: 3,
    palette: 3,
  },
  {
    nameFr: 'Acteurs de l’accompagnement',
    nameEn: 'Support organisations',
    seats: 7,
    weightPercent: 15,
    position: 4,
    palette: 4,
  },
  {
    nameFr: 'Personnes physiques',
    nameEn: 'Individuals',
    seats: 5,
    weightPercent: 15,
    position: 5,
    palette: 5,
  },
] as const

/** Three axes from the start, two that the committee can take up (`available`). */
export const startingAxes = [
  { nameFr: 'Mobilité', nameEn: 'Mobility', status: 'initial', position: 1, palette: 1 },
  { nameFr: 'Agroalimentaire', nameEn: 'Agri-food', status: 'initial', position: 2, palette: 2 },
  { nameFr: 'Numérique', nameEn: 'Digital', status: 'initial', position: 3, palette: 3 },
  {
    nameFr: 'Transition écologique',
    nameEn: 'Ecological transition',
    status: 'available',
    position: 4,
    palette: 4,
  },
  {
    nameFr: 'Bien-être et qualité de vie',
    nameEn: 'Well-being and quality of life',
    status: 'available',
    position: 5,
    palette: 5,
  },
] as const

/** The fourth modality has no name because the founding text gives none. */
export const startingModalities = [
  { nameFr: 'Transfert', nameEn: 'Knowledge transfer', enabled: true, position: 1 },
  { nameFr: 'R&D territoriale', nameEn: 'Territorial R&D', enabled: true, position: 2 },
  { nameFr: 'R&D interne', nameEn: 'Internal R&D', enabled: true, position: 3 },
  { nameFr: '', nameEn: '', enabled: false, position: 4 },
] as const
