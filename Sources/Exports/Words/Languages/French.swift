extension Language {
    static let french = Language(
        code: "fr", name: "French",
        headings: """
            id: Identifiant | N°
            start time: Heure de début | Début
            completion time: Heure de fin de saisie | Heure d'achèvement | Heure de fin
            last modified time: Heure de la dernière modification
            end time: Fin
            email: E-mail | Adresse de messagerie | Courriel | Adresse e-mail | Adresse mail | Mél | Adresse électronique | Mail | Adresse de courriel | Email du participant
            name: Nom complet | Nom et prénom | Prénom et nom | Nom et prénoms | Contact | Nom
            first name: Prénom | Prénoms
            last name: Nom de famille
            organisation: Société | Entreprise | Organisme | Structure | Association | Établissement | Employeur | Institution
            job title: Fonction | Poste | Titre
            phone: Téléphone | Numéro de téléphone | Portable | Mobile
            timestamp: Horodateur | Horodatage
            username: Nom d'utilisateur
            name original name: Nom (nom original) | Nom (nom d'origine) | Nom (Nom original)
            user name original name: Nom d'utilisateur (nom original) | Nom d'utilisateur (nom d'origine)
            user email: E-mail de l'utilisateur | Adresse e-mail de l'utilisateur | Adresse électronique de l'utilisateur
            join time: Heure d'arrivée | Heure de connexion | Heure d'entrée | Heure à laquelle le participant a rejoint
            leave time: Heure de départ | Heure de déconnexion | Heure de sortie
            duration: Durée
            duration minutes: Durée (minutes) | Durée (en minutes)
            total duration minutes: Durée totale (minutes)
            time in session minutes: Temps de session (minutes) | Durée de la session (minutes) | Temps en session (minutes)
            guest: Invité
            recording consent: Consentement à l'enregistrement
            in waiting room: En salle d'attente | Dans la salle d'attente
            topic: Sujet
            meeting id: ID de réunion | N° de réunion
            participants: Participants
            host: Hôte | Animateur
            registration time: Heure d'inscription | Date d'inscription | Heure de l'inscription
            approval status: Statut d'approbation | Statut de l'approbation
            registration status: Statut d'inscription | État de l'inscription
            attended: A participé | Présent
            first join: Première participation | Première connexion | Premier accès | Première entrée
            last leave: Dernière sortie | Dernier départ | Dernière déconnexion
            in meeting duration: Durée de la participation à la réunion | Durée en réunion | Durée de participation | Durée de la participation
            participant id upn: ID du participant (UPN) | ID de participant (UPN)
            role: Rôle
            user action: Action de l'utilisateur | Action utilisateur
            meeting title: Titre de la réunion
            meeting duration: Durée de la réunion
            in meeting activities: Activités en réunion | Activités pendant la réunion
            order no: N° de commande | Numéro de commande | Nº de commande | Commande n° | Commande
            order date: Date de commande | Date de la commande
            quantity: Quantité | Nombre de billets
            ticket type: Type de billet | Catégorie de billet | Tarif
            order type: Type de commande
            total paid: Total payé | Montant payé
            currency: Devise
            attendee status: Statut du participant | État du participant
            status: Statut | État
            checked in: Pointé | Billet scanné
            buyer name: Acheteur | Nom de l'acheteur
            buyer email: E-mail de l'acheteur | E-mail acheteur | Email acheteur
            buyer first name: Prénom de l'acheteur | Prénom acheteur
            buyer last name: Nom de famille de l'acheteur | Nom acheteur
            attendee last name: Nom participant | Nom du participant
            attendee first name: Prénom participant | Prénom du participant
            guest of: Invité de | Invité par | Accompagne
            tags: Étiquettes
            unsubscribed: Désabonné | Désinscrit | Désinscription
            do not contact: Ne pas contacter
            do not email: Ne pas envoyer d'e-mail | Pas d'e-mail | Pas de mail
            consent: Consentement | Accepte d'être contacté | Accepte les e-mails
            date: Date
            notes: Remarques | Commentaires
            """,
        words: """
            : quel | quelle | quels | est | sont | votre | vos | ton | ta | le | la | les | l | de | du | des | d | et | ou | s | il | vous | plait | veuillez | saisir | indiquer | comment | vous | appelez | au | dans | un | une
            name: nom | noms
            full: complet
            first name: prénom | prénoms
            email: email | mail | courriel | messagerie
            address: adresse | électronique
            organisation: organisation | société | entreprise | organisme | structure | association | établissement | employeur | institution
            attendee: participant | participante | participants
            contact: contact
            organisation for: pour | laquelle | lequel | travaillez | représentez
            """,
        values: """
            yes: oui | vrai
            no: non | faux | aucun
            registered: inscrit | inscrite | confirmé | validé | réservé
            attending: participe | participera
            attended: a participé | présent | présente | pointé
            not attended: absent | absente | n'a pas participé | non présent
            cancelled: annulé | annulée | ne participe pas | désinscrit
            refunded: remboursé | remboursée
            denied: refusé | refusée | rejeté
            blocked: bloqué | bloquée
            void: invalide | nul
            waitlisted: liste d'attente | sur liste d'attente | en liste d'attente
            pending: en attente | en cours | impayé | non payé
            invited: invité | invitée
            approved: approuvé | approuvée
            joined: a rejoint | rejoint | connecté
            joined before: a rejoint avant
            left: a quitté | parti | quitté
            organiser: organisateur | organisatrice
            co organiser: co organisateur | coorganisateur
            presenter: présentateur | présentatrice
            attendee: participant | participante
            host: hôte | animateur
            total: total général | somme | totaux
            unsubscribed: désabonné | désabonnée
            anonymous: anonyme
            """,
        months:
            "janvier janv | février févr fév | mars | avril avr | mai | juin | juillet juil | août | septembre sept | octobre | novembre | décembre",
        units: "d: jour jours j\nh: heure heures\nm: minute minutes mn\ns: seconde secondes")
}
