extension Language {
    static let polish = Language(
        code: "pl", name: "Polish",
        headings: """
            id: Identyfikator
            start time: Godzina rozpoczęcia | Czas rozpoczęcia | Początek
            completion time: Godzina ukończenia | Czas ukończenia
            last modified time: Godzina ostatniej modyfikacji | Czas ostatniej modyfikacji
            end time: Godzina zakończenia | Czas zakończenia | Koniec
            email: E-mail | Adres e-mail | Poczta e-mail | Adres email | Adres poczty elektronicznej | Poczta elektroniczna
            name: Imię i nazwisko | Nazwisko i imię | Nazwa | Osoba kontaktowa | Pełna nazwa
            first name: Imię | Imiona
            last name: Nazwisko
            organisation: Organizacja | Firma | Instytucja | Stowarzyszenie | Fundacja | Pracodawca | Przedsiębiorstwo
            job title: Stanowisko
            phone: Telefon | Numer telefonu | Telefon komórkowy
            timestamp: Sygnatura czasowa | Znacznik czasu
            username: Nazwa użytkownika
            name original name: Imię i nazwisko (oryginalna nazwa) | Nazwa (oryginalna nazwa) | Imię (oryginalne imię)
            user name original name: Nazwa użytkownika (oryginalna nazwa)
            user email: E-mail użytkownika | Adres e-mail użytkownika
            join time: Czas dołączenia | Godzina dołączenia
            leave time: Czas opuszczenia | Godzina opuszczenia | Czas wyjścia
            duration: Czas trwania
            duration minutes: Czas trwania (minuty) | Czas trwania (w minutach)
            total duration minutes: Całkowity czas trwania (minuty)
            time in session minutes: Czas w sesji (minuty)
            guest: Gość
            recording consent: Zgoda na nagrywanie
            in waiting room: W poczekalni
            topic: Temat
            meeting id: Identyfikator spotkania | ID spotkania
            participants: Uczestnicy
            host: Gospodarz
            registration time: Czas rejestracji | Godzina rejestracji | Data rejestracji
            approval status: Stan zatwierdzenia | Status zatwierdzenia
            registration status: Stan rejestracji | Status rejestracji
            attended: Uczestniczył | Obecność
            first join: Pierwsze dołączenie
            last leave: Ostatnie opuszczenie | Ostatnie wyjście
            in meeting duration: Czas trwania uczestnictwa | Czas w spotkaniu | Czas trwania udziału w spotkaniu | Czas trwania w spotkaniu
            participant id upn: Identyfikator uczestnika (UPN) | ID uczestnika (UPN)
            role: Rola
            user action: Akcja użytkownika
            meeting title: Tytuł spotkania
            meeting duration: Czas trwania spotkania
            in meeting activities: Działania w spotkaniu | Aktywność w spotkaniu | Działania podczas spotkania
            order no: Nr zamówienia | Numer zamówienia | Zamówienie
            order date: Data zamówienia
            quantity: Ilość | Liczba biletów
            ticket type: Rodzaj biletu | Typ biletu
            order type: Typ zamówienia
            total paid: Suma zapłacona | Zapłacono łącznie
            currency: Waluta
            attendee status: Status uczestnika | Stan uczestnika
            status: Status | Stan
            checked in: Zameldowany
            buyer name: Kupujący | Imię i nazwisko kupującego
            buyer email: E-mail kupującego | Adres e-mail kupującego
            buyer first name: Imię kupującego
            buyer last name: Nazwisko kupującego
            guest of: Gość osoby | Osoba towarzysząca
            unsubscribed: Wypisany | Wypisana | Zrezygnował z subskrypcji
            do not contact: Nie kontaktować | Nie kontaktować się
            do not email: Nie wysyłać e-maili | Nie wysyłać maili
            consent: Zgoda | Zgoda na kontakt
            date: Data
            notes: Uwagi | Notatki
            """,
        words: """
            : jaka | jaki | jakie | jest | są | pana | pani | twoje | twój | twoja | państwa | i | lub | proszę | podaj | podać | jak | się | nazywa | w | z
            name: nazwa
            full: pełna
            first name: imię
            last name: nazwisko
            email: email | mail
            address: adres | poczty | elektronicznej
            organisation: organizacja | organizacji | firma | firmy | instytucja | instytucji | stowarzyszenie | fundacja
            attendee: uczestnika | uczestnik
            contact: kontaktowa | osoba
            organisation for: którą | którego | reprezentuje | dla
            """,
        values: """
            yes: tak | prawda
            no: nie | fałsz | brak
            registered: zarejestrowany | zarejestrowana | zapisany | zapisana | potwierdzony | potwierdzona
            attending: weźmie udział
            attended: obecny | obecna | uczestniczył | uczestniczyła | wziął udział
            not attended: nieobecny | nieobecna | nie uczestniczył | nie uczestniczyła
            cancelled: anulowany | anulowana | anulowano | odwołany | odwołana | rezygnacja
            refunded: zwrócony | zwrócono | zwrot
            denied: odrzucony | odrzucona | odmowa
            blocked: zablokowany | zablokowana
            void: nieważny | unieważniony
            waitlisted: lista oczekujących | na liście oczekujących | lista rezerwowa
            pending: oczekujący | oczekująca | oczekuje | nieopłacony | nieopłacone
            invited: zaproszony | zaproszona
            approved: zatwierdzony | zatwierdzona
            joined: dołączył | dołączyła | dołączono
            left: opuścił | opuściła | opuszczono
            organiser: organizator
            co organiser: współorganizator
            presenter: prezenter | osoba prowadząca
            attendee: uczestnik | uczestniczka
            host: gospodarz
            total: razem | suma | łącznie | ogółem
            unsubscribed: wypisany | wypisana
            anonymous: anonimowo | anonim
            """,
        months:
            "styczeń stycznia | luty lutego | marzec marca | kwiecień kwietnia | maj maja | czerwiec czerwca | lipiec lipca | sierpień sierpnia | wrzesień września | październik października paź | listopad listopada | grudzień grudnia",
        units: "d: dzień dni\nh: godzina godziny godzin godz g\nm: minuta minuty minut\ns: sekunda sekundy sekund")
}
