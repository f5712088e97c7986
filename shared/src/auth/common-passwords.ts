/**
 * What attackers try first, in lower case without accents or spaces: the words most found in published lists of leaked
 * French and English passwords, first names and towns among them, the words of this place, and lines everybody knows.
 */
export const commonPasswords: readonly string[] = `
  motdepasse password passe secret azerty qwerty admin administrateur administrator root user utilisateur test
  bonjour bonsoir coucou salut bienvenue welcome hello letmein login connexion ouvretoi changeme demo
  soleil doudou loulou chouchou minou titi toto tata nounours chaton lapin papillon chocolat caramel vanille fraise
  amour jetaime montaimer bisous coeur cherie cheri princesse prince ange etoile iloveyou love lovely sunshine
  princess angel flower baby
  nicolas camille julien thomas alexandre maxime antoine quentin vincent pierre laurent isabelle nathalie caroline
  sandrine valerie catherine christophe stephane sebastien guillaume benjamin mathieu michael jessica jennifer
  daniel andrew joshua ashley charlie jordan
  marseille paris lyon toulouse bordeaux lille nantes clermont clermontferrand auvergne bretagne france volcan
  dragon monkey shadow master superman batman starwars pokemon naruto football baseball soccer hockey killer hunter
  tigger freedom whatever trustno computer internet samsung google facebook iphone
  janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre printemps automne hiver
  january february march april june july august september october november december spring summer autumn winter
  lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday
  liberte egalite fraternite famille maison jardin voiture vacances musique cheval chien chat
  cisca reliance comite association coordination coordinateur membre chercheur
  auclairdelalunemonamipierrot pretemoitaplumepourecrireunmot frerejacquesfrerejacquesdormezvous
  allonsenfantsdelapatrielejourdegloireestarrive liberteegalitefraternite ilpleutilpleutbergere
  correcthorsebatterystaple tobeornottobethatisthequestion sesameouvretoi
  maitrecorbeausurunarbreperchetenaitensonbecunfromage lacigaleayantchantetoutlete
`
  .trim()
  .split(/\s+/)

/** Rows of keys that the hand runs along, French and English keyboards. */
export const keyboardRows: readonly string[] = [
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1234567890',
  '&é"\'(-è_çà)=',
  '!@#$%^&*()',
]
