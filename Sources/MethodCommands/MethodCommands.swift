public import ArgumentParser

/// The methods as commands of `knotwork`: each reads files, calls one method, writes files.
public enum MethodCommands {
    public static var all: [any ParsableCommand.Type] {
        [
            AssignCommand.self,
            AuditCommand.self,
            CalibrateCommand.self,
            LinkCommand.self,
            NotesCommand.self,
            PortfolioCommand.self,
            ProtectCommand.self,
            TimetableCommand.self,
        ]
    }
}
