public import ArgumentParser

/// The methods as commands of `knotwork`: each reads files, calls one method, writes files.
public enum MethodCommands {
    public static var all: [any ParsableCommand.Type] {
        [
            AssignCommand.self,
            CalibrateCommand.self,
            LinkCommand.self,
            PortfolioCommand.self,
            ProtectCommand.self,
            AuditCommand.self,
        ]
    }
}
