"""A real mail server (aiosmtpd) for the tests of the SMTP transport.

    python server.py FOLDER none|starttls|implicit [USER PASSWORD]

Makes a certificate for 127.0.0.1 in FOLDER (certificate.pem), prints its port, then one line of JSON for each mail it
takes. How it answers is in the recipient's name:

    later-N@…     451 to the first N tries, then taken       never@…    550 at RCPT
    spam@…        554 after the data                         closing@…  421 at RCPT
    sender@…      is refused as a sender with 550 at MAIL
"""

import asyncio
import base64
import json
import logging
import ssl
import subprocess
import sys
import warnings
from collections import Counter

from aiosmtpd.smtp import SMTP, AuthResult


class Mailbox:
    def __init__(self):
        self.tries = Counter()

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("sender@"):
            return "550 5.7.1 You may not send as that"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        self.tries[address] += 1
        if name == "never":
            return "550 5.1.1 Nobody of that name"
        if name == "closing":
            return "421 4.3.2 Closing"
        if name.startswith("later-") and self.tries[address] <= int(name.removeprefix("later-")):
            return "451 4.7.1 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("spam@"):
            return "554 5.7.1 Looks like spam"
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "data": base64.b64encode(envelope.original_content).decode(),
            "tls": session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None,
            "user": session.auth_data.decode() if session.auth_data else "",
            "peer": session.peer[1],
        }
        print(json.dumps(mail), flush=True)
        return "250 OK"


def certificate(folder):
    files = f"{folder}/certificate.pem", f"{folder}/key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-out", files[0], "-keyout", files[1]],
        check=True, stderr=subprocess.DEVNULL)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    return context


async def serve(folder, tls, credentials):
    context = certificate(folder) if tls != "none" else None
    mailbox = Mailbox()

    def authenticate(server, session, envelope, mechanism, data):
        given = [part.decode() for part in data]
        return AuthResult(success=given == credentials, auth_data=data.login, handled=given == credentials)

    def connection():
        return SMTP(
            mailbox, tls_context=context if tls == "starttls" else None, authenticator=authenticate,
            auth_required=bool(credentials), auth_require_tls=tls == "starttls", hostname="mail.example")

    server = await asyncio.get_running_loop().create_server(
        connection, "127.0.0.1", 0, ssl=context if tls == "implicit" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    # The test's end closes our input, whatever way it ends.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


# What the library says of our odd settings, and of tests that break off a handshake, helps nobody.
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
asyncio.run(serve(sys.argv[1], sys.argv[2], sys.argv[3:5]))
