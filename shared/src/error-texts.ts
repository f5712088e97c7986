import type { ErrorCode } from './errors'
import type { Locale } from './locale'

/** What a person reads when something is refused: what is wrong, and the mend. `{name}` is replaced by a value. */
const texts: Record<ErrorCode, Record<Locale, string>> = {
  'address-in-use': {
    fr: 'Cette adresse est déjà utilisée par un compte. Choisissez-en une autre.',
    en: 'This address already belongs to an account. Choose another one.',
  },
  'already-closed': { fr: 'Ce tour est déjà clos.', en: 'This round is already closed.' },
  'already-done': { fr: 'C’est déjà fait.', en: 'This has already been done.' },
  'already-frozen': {
    fr: 'Cet énoncé est déjà figé. Ouvrez un tour sur sa dernière version figée.',
    en: 'This statement is already frozen. Open a round on its latest frozen version.',
  },
  'already-member': {
    fr: 'Cette personne est déjà membre du comité : changez ses rôles dans l’annuaire.',
    en: 'This person is already a member of the committee: change their roles in the directory.',
  },
  'axis-in-use': {
    fr: 'Cet axe porte des énoncés ou des lignes de la feuille de route : fermez-le plutôt que de le supprimer.',
    en: 'Statements or roadmap items belong to this axis: close it rather than removing it.',
  },
  'bad-input': {
    fr: 'La demande n’a pas la forme attendue.',
    en: 'The request does not have the expected form.',
  },
  'bad-password': {
    fr: 'Le mot de passe actuel n’est pas le bon.',
    en: 'The current password is not right.',
  },
  'college-in-use': {
    fr: 'Ce collège a des membres ou des invitations : déplacez-les avant de le supprimer.',
    en: 'This college has members or invitations: move them before removing it.',
  },
  'deadline-too-soon': {
    fr: 'L’échéance doit être dans au moins une minute et au plus un an ; repoussée, elle vient après la précédente.',
    en: 'The deadline must be at least one minute and at most one year away; put back, it comes after the earlier one.',
  },
  'decision-not-adopted': {
    fr: 'Seule une décision adoptée peut donner une ligne de la feuille de route.',
    en: 'Only an adopted decision can give a roadmap item.',
  },
  'demonstration-only': {
    fr: 'Ce dossier contient d’autres données que la démonstration.',
    en: 'This folder holds other data than the demonstration.',
  },
  'document-too-large': {
    fr: 'Ce document a atteint la taille maximale : il ne peut plus rien recevoir.',
    en: 'This document has reached its largest size and can take nothing more.',
  },
  'duplicate-name': {
    fr: 'Ce nom existe déjà. Choisissez-en un autre.',
    en: 'This name already exists. Choose another.',
  },
  'empty-document': {
    fr: 'Le texte est encore vide : écrivez l’énoncé avant de le figer.',
    en: 'The text is still empty: write the statement before freezing it.',
  },
  'end-before-start': {
    fr: 'La fin doit être au même trimestre que le début, ou après.',
    en: 'The end must be in the same quarter as the start, or later.',
  },
  forbidden: {
    fr: 'Votre rôle dans ce comité ne permet pas cette action. La coordination peut vous renseigner.',
    en: 'Your role in this committee does not allow this. The coordinator can tell you more.',
  },
  'forbidden-origin': {
    fr: 'Cette demande vient d’un autre site : elle est refusée.',
    en: 'This request comes from another site and is refused.',
  },
  frozen: {
    fr: 'Ce texte est figé pour la délibération : il ne peut plus être modifié.',
    en: 'This text is frozen for deliberation and can no longer be changed.',
  },
  'invalid-address': {
    fr: 'Cette adresse n’est pas complète : il en faut une comme prenom.nom@exemple.fr.',
    en: 'This address is not complete: it must look like name@example.org.',
  },
  'invalid-day': {
    fr: 'Cette date n’existe pas : indiquez un jour, un mois et une année.',
    en: 'This date does not exist: give a day, a month and a year.',
  },
  'invalid-value': {
    fr: 'Cette valeur n’est pas acceptée ici : choisissez-en une autre.',
    en: 'This value is not accepted here: choose another one.',
  },
  'last-coordinator': {
    fr: 'Un comité garde au moins une personne à la coordination : nommez-en une autre d’abord.',
    en: 'A committee keeps at least one coordinator: name another one first.',
  },
  'link-expired': {
    fr: 'Ce lien a expiré. Demandez-en un nouveau à la coordination.',
    en: 'This link has expired. Ask the coordinator for a new one.',
  },
  'link-unknown': {
    fr: 'Ce lien n’existe pas ou a été annulé. Vérifiez qu’il est complet, ou demandez-en un nouveau.',
    en: 'This link does not exist or was cancelled. Check that it is complete, or ask for a new one.',
  },
  'link-used': {
    fr: 'Ce lien a déjà servi. Connectez-vous, ou demandez-en un nouveau.',
    en: 'This link has already been used. Sign in, or ask for a new one.',
  },
  'mail-not-set': {
    fr: 'L’envoi de courriels n’est pas configuré : demandez un lien à la coordination de votre comité.',
    en: 'Mail is not set up here: ask your committee’s coordinator for a link.',
  },
  'missing-field': { fr: 'Ce champ est nécessaire.', en: 'This field is required.' },
  'missing-text': {
    fr: 'Ce texte en continue un autre que le serveur n’a pas. Admettez d’abord les autres textes mis de côté ; s’il n’y en a pas, la personne qui l’a écrit doit rouvrir ce document dans le navigateur où elle écrivait.',
    en: 'This text continues another one that the server does not have. Admit the other texts set aside first; if there are none, the person who wrote it has to open this document again in the browser where they wrote.',
  },
  'no-electors': {
    fr: 'Personne n’a de voix délibérative dans ce comité : donnez-la à des membres avant d’ouvrir un tour.',
    en: 'Nobody has a voting voice in this committee: give it to members before opening a round.',
  },
  'not-an-elector': {
    fr: 'Vous n’étiez pas parmi les voix délibératives à l’ouverture de ce tour.',
    en: 'You did not have a voting voice when this round opened.',
  },
  'not-found': {
    fr: 'Cette page ou cet objet n’existe pas, ou ne vous est pas ouvert.',
    en: 'This does not exist, or is not open to you.',
  },
  'not-signed-in': { fr: 'Connectez-vous pour continuer.', en: 'Sign in to continue.' },
  'only-coordinator': {
    fr: 'Vous êtes la seule personne à coordonner : {committees}. Donnez d’abord ce rôle à quelqu’un d’autre, depuis sa page dans l’annuaire.',
    en: 'You are the only coordinator of: {committees}. First give that role to somebody else, from their page in the directory.',
  },
  'out-of-programme': {
    fr: 'Ce trimestre est hors du programme (de 1 à {maximum}).',
    en: 'This quarter is outside the programme (1 to {maximum}).',
  },
  'password-common': {
    fr: 'Ce mot de passe est trop courant ou trop régulier. Choisissez plusieurs mots sans lien entre eux.',
    en: 'This password is too common or too regular. Choose several unrelated words.',
  },
  'password-personal': {
    fr: 'Ce mot de passe contient votre nom ou votre adresse. Choisissez-en un autre.',
    en: 'This password contains your name or address. Choose another.',
  },
  'password-too-long': {
    fr: 'Le mot de passe dépasse {maximum} caractères.',
    en: 'The password is over {maximum} characters.',
  },
  'password-too-weak': {
    fr: 'Mot de passe trop faible : 14 caractères avec majuscules, minuscules et chiffres, ou 12 avec aussi un signe, ou une phrase d’au moins 7 mots.',
    en: 'Password too weak: 14 characters with upper case, lower case and digits, or 12 with a symbol as well, or a phrase of at least 7 words.',
  },
  'payload-too-large': { fr: 'Cet envoi est trop volumineux.', en: 'This is too large to send.' },
  'reason-required': {
    fr: 'Dites pourquoi : ce champ est nécessaire ici.',
    en: 'Say why: this field is required here.',
  },
  'round-already-open': {
    fr: 'Un tour est déjà ouvert sur cet énoncé : attendez qu’il soit clos, ou fermez-le.',
    en: 'A round is already open on this statement: wait until it closes, or close it.',
  },
  'round-closed': {
    fr: 'Ce tour est clos : les réponses ne changent plus.',
    en: 'This round is closed: answers no longer change.',
  },
  'server-error': {
    fr: 'Une erreur est survenue de notre côté. Réessayez dans un instant.',
    en: 'Something went wrong on our side. Try again in a moment.',
  },
  'set-up-done': {
    fr: 'La mise en place est déjà faite. Connectez-vous.',
    en: 'Set-up is already done. Sign in.',
  },
  'too-large': {
    fr: 'Cette valeur est trop grande ({maximum} au plus).',
    en: 'This value is too large (at most {maximum}).',
  },
  'too-long': {
    fr: 'Ce texte est trop long ({maximum} caractères au plus).',
    en: 'This text is too long (at most {maximum} characters).',
  },
  'too-many-attempts': {
    fr: 'Trop d’essais manqués. Réessayez dans {minutes} min, ou demandez un nouveau mot de passe.',
    en: 'Too many failed attempts. Try again in {minutes} min, or ask for a new password.',
  },
  'too-many-lines': {
    fr: 'Cette liste dépasse {maximum} lignes : envoyez-la en plusieurs fois.',
    en: 'This list is over {maximum} lines: send it in several parts.',
  },
  'too-many-requests': {
    fr: 'Trop de demandes à la fois. Attendez un instant.',
    en: 'Too many requests at once. Wait a moment.',
  },
  'too-small': {
    fr: 'Cette valeur est trop petite ({minimum} au moins).',
    en: 'This value is too small (at least {minimum}).',
  },
  'transition-refused': {
    fr: 'Un énoncé ne passe pas directement de cet état à celui-là.',
    en: 'A statement does not pass directly from this state to that one.',
  },
  unavailable: {
    fr: 'Le service est momentanément indisponible. Réessayez dans un instant.',
    en: 'The service is unavailable for the moment. Try again shortly.',
  },
  'unknown-field': {
    fr: 'Le champ « {name} » n’est pas attendu ici.',
    en: 'The field “{name}” is not expected here.',
  },
  'unsupported-media': {
    fr: 'Ce format d’envoi n’est pas accepté : envoyez du JSON.',
    en: 'This content type is not accepted: send JSON.',
  },
  'wrong-credentials': {
    fr: 'Adresse ou mot de passe inexact.',
    en: 'Wrong address or password.',
  },
  'wrong-state': {
    fr: 'Cet objet n’est pas dans un état qui le permet.',
    en: 'This is not in a state that allows it.',
  },
  'wrong-type': {
    fr: 'Cette valeur n’est pas du type attendu.',
    en: 'This value does not have the expected type.',
  },
}

/** The text of a refusal in one language, with its values put in. */
export function errorText(
  code: ErrorCode,
  locale: Locale,
  values: Record<string, string | number> = {},
): string {
  return texts[code][locale].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
