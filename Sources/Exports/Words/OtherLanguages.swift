import Delimited

/// Exports in languages that are not read: known well enough to be refused by name, and never taken for something else.
struct OtherLanguages {
    var tool: String
    var language: String

    func error(file: String) -> InputError {
        InputError(
            "This looks like \(tool) in \(language), which cannot be read.", file: file,
            remedy:
                "Switch the tool's language to English and export it again, or put English headings on the first line.")
    }

    /// What the headings give away; nil when nothing.
    static func look(at headers: [Header]) -> OtherLanguages? {
        for header in headers {
            for heading in header.headings where heading.key.utf8.count <= 80 && !heading.key.isEmpty {
                if let found = signs[heading.key] { return found }
            }
        }
        // Teams has “(UPN)” in its headings in every language.
        let isTeams = headers.contains { header in
            header.headings.count > 3 && !header.has("participant id upn")
                && header.headings.contains { $0.key.hasSuffix(" upn") }
        }
        return isTeams
            ? OtherLanguages(tool: "a Teams report", language: "a language other than those that are read") : nil
    }

    private static let signs: [String: OtherLanguages] = {
        var signs: [String: OtherLanguages] = [:]
        for (language, list) in lists {
            for line in list.split(separator: "\n") {
                guard let colon = line.firstIndex(of: ":") else { continue }
                let tool = Words.tidy(line[..<colon])
                for heading in line[line.index(after: colon)...].split(separator: "|") {
                    signs[Words.key(heading)] = OtherLanguages(tool: tool, language: language)
                }
            }
        }
        return signs
    }()

    private static let lists: [(language: String, list: String)] = [
        (
            "Swedish",
            """
            a Teams report: Första anslutning | Första anslutningen | Anslöt först | Senast lämnade | Mötets varaktighet
            a Microsoft Forms export: Starttid | Slutförandetid | Sluttid
            a Google Forms export: Tidsstämpel
            a Zoom report: Namn (ursprungligt namn) | Anslutningstid
            a ticket report: Ordernummer | Beställningsnummer | Beställningsdatum
            a sheet of contacts: Förnamn | Efternamn | E-postadress | E-post
            """
        ),
        (
            "Danish or Norwegian",
            """
            a Teams report: Første deltagelse | Første deltakelse | Blev medlem første gang | Ble med første gang
            a Microsoft Forms export: Starttidspunkt | Fuldførelsestidspunkt | Fullføringstidspunkt
            a Google Forms export: Tidsstempel
            a Zoom report: Navn (oprindeligt navn) | Navn (opprinnelig navn)
            a ticket report: Ordrenr. | Ordrenummer | Bestillingsdato
            a sheet of contacts: Fornavn | Etternavn | Efternavn | E-postadresse
            """
        ),
        (
            "Finnish",
            """
            a Teams report: Ensimmäinen liittyminen | Viimeinen poistuminen
            a Microsoft Forms export: Aloitusaika | Valmistumisaika
            a Google Forms export: Aikaleima
            a ticket report: Tilausnumero | Tilauspäivä
            a sheet of contacts: Etunimi | Sukunimi | Sähköposti | Sähköpostiosoite
            """
        ),
        (
            "Czech or Slovak",
            """
            a Teams report: První připojení | První připojení se | Prvé pripojenie
            a Microsoft Forms export: Čas zahájení | Čas dokončení | Čas začatia | Čas dokončenia
            a Google Forms export: Časové razítko | Časová pečiatka
            a sheet of contacts: Jméno | Příjmení | Meno | Priezvisko
            """
        ),
        (
            "Hungarian",
            """
            a Teams report: Első csatlakozás
            a Microsoft Forms export: Kezdés időpontja | Befejezés időpontja
            a Google Forms export: Időbélyeg
            a sheet of contacts: Vezetéknév | Keresztnév | E-mail-cím
            """
        ),
        (
            "Romanian",
            """
            a Teams report: Prima asociere
            a Microsoft Forms export: Oră de începere | Oră de finalizare
            a Google Forms export: Marcaj de timp
            a sheet of contacts: Prenume | Nume de familie
            """
        ),
        (
            "Turkish",
            """
            a Teams report: İlk Katılım | Ilk Katilim
            a Microsoft Forms export: Başlangıç saati | Tamamlanma saati
            a Google Forms export: Zaman damgası
            a sheet of contacts: Soyadı | Soyad | E-posta
            """
        ),
        ("Catalan", "a Google Forms export: Marca de temps\na sheet of contacts: Cognoms | Adreça electrònica"),
        ("Irish", "a sheet of contacts: Sloinne | Ríomhphost | Seoladh ríomhphoist\na Google Forms export: Stampa ama"),
        (
            "Greek",
            """
            a Google Forms export: Χρονική σήμανση
            a Microsoft Forms export: Ώρα έναρξης | Ώρα ολοκλήρωσης
            a sheet of contacts: Επώνυμο | Ονοματεπώνυμο | Ηλεκτρονικό ταχυδρομείο
            """
        ),
        (
            "Russian or Ukrainian",
            """
            a Google Forms export: Отметка времени | Позначка часу
            a Microsoft Forms export: Время начала | Время выполнения | Час початку
            a Teams report: Первое присоединение
            a Zoom report: Имя (настоящее имя)
            a sheet of contacts: Фамилия | Прізвище | Электронная почта | Електронна пошта
            """
        ),
        (
            "Japanese",
            """
            a Teams report: 最初の参加 | 最初の参加時刻
            a Microsoft Forms export: 開始時刻 | 完了時刻
            a Google Forms export: タイムスタンプ
            a sheet of contacts: メールアドレス | 氏名
            """
        ),
        (
            "Chinese",
            """
            a Teams report: 首次加入 | 首次加入时间
            a Microsoft Forms export: 开始时间 | 完成时间 | 開始時間 | 完成時間
            a Google Forms export: 时间戳记 | 時間戳記
            a sheet of contacts: 电子邮件 | 電子郵件 | 姓名
            """
        ),
        ("Arabic", "a Google Forms export: طابع زمني\na sheet of contacts: البريد الإلكتروني"),
    ]
}
