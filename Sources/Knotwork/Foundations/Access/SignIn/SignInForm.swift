import Names

/// Who wants to be sent a link to sign in, and where to then.
struct SignInForm: Sendable {
    var email: EmailAddress
    var next: String

    init(_ data: FormData) throws {
        var errors = FieldErrors()
        guard let email = errors.email("email", data.text("email")) else { throw errors }
        self.email = email
        next = SignIn.safePath(data.text("next"))
    }
}
