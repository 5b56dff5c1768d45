import Store

extension Applications {
    static func helped(in programme: ID<Programme>, db: Reader) throws -> Set<String> {
        Set(
            try db.values("SELECT DISTINCT organisation FROM help WHERE programme_id = \(programme)")
                .map(PersonName.organisationKey))
    }
}
