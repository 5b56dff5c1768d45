extension Language {
    static let spanish = Language(
        code: "es", name: "Spanish",
        headings: """
            id: Id. | Identificador
            start time: Hora de inicio | Inicio
            completion time: Hora de finalización del formulario | Hora de finalización | Hora de terminación
            last modified time: Hora de la última modificación
            end time: Hora final | Fin | Hora de fin
            email: Correo electrónico | Correo | E-mail | Dirección de correo electrónico | Dirección de correo | Correo-e | Dirección de email
            name: Nombre y apellidos | Nombre completo | Persona de contacto | Nombre del participante | Nombre
            first name: Nombre de pila | Nombres
            last name: Apellidos | Apellido | Primer apellido
            organisation: Organización | Empresa | Entidad | Compañía | Institución | Asociación | Empleador
            job title: Cargo | Puesto
            phone: Teléfono | Número de teléfono | Móvil | Celular
            timestamp: Marca temporal
            username: Nombre de usuario
            score: Puntuación
            name original name: Nombre (nombre original)
            user name original name: Nombre de usuario (nombre original)
            user email: E-mail del usuario | Correo electrónico del usuario | Correo electrónico de usuario
            join time: Hora para unirse | Hora de unión | Hora de entrada | Hora de ingreso | Hora de incorporación
            leave time: Hora para salir | Hora de salida
            duration: Duración
            duration minutes: Duración (minutos)
            total duration minutes: Duración total (minutos)
            time in session minutes: Tiempo en la sesión (minutos) | Tiempo en sesión (minutos)
            guest: Invitado
            recording consent: Consentimiento de grabación
            in waiting room: En la sala de espera | En sala de espera
            topic: Tema
            meeting id: ID de la reunión | ID de reunión
            participants: Participantes
            host: Anfitrión
            registration time: Hora de inscripción | Hora de registro | Fecha de registro | Fecha de inscripción
            approval status: Estado de aprobación | Estado de la aprobación
            registration status: Estado de inscripción | Estado del registro | Estado de registro
            attended: Asistió | Ha asistido
            first join: Primera unión | Primera entrada | Se unió por primera vez | Primera incorporación
            last leave: Última salida | Última vez que salió
            in meeting duration: Duración en la reunión | Duración de la participación en la reunión | Duración de la asistencia
            participant id upn: Id. de participante (UPN) | ID de participante (UPN) | Id. del participante (UPN)
            role: Rol | Función
            user action: Acción del usuario | Acción de usuario
            meeting title: Título de la reunión
            meeting duration: Duración de la reunión
            in meeting activities: Actividades en la reunión | Actividades durante la reunión
            order no: N.º de pedido | Nº de pedido | Número de pedido | Pedido n.º | Pedido | ID de pedido
            order date: Fecha del pedido | Fecha de pedido
            quantity: Cantidad | Número de entradas
            ticket type: Tipo de entrada | Tipo de boleto | Tipo de ticket
            order type: Tipo de pedido
            total paid: Total pagado | Importe pagado
            currency: Moneda | Divisa
            attendee status: Estado del asistente | Estado de asistencia | Estado del participante
            status: Estado
            checked in: Registrado en la entrada | Check-in realizado
            buyer name: Comprador | Nombre del comprador
            buyer email: Correo electrónico del comprador | E-mail del comprador | Correo del comprador
            buyer last name: Apellidos del comprador | Apellido del comprador
            guest of: Invitado de | Invitado por | Acompañante de
            tags: Etiquetas
            unsubscribed: Dado de baja | Baja | Cancelada la suscripción | Suscripción cancelada
            do not contact: No contactar
            do not email: No enviar correos | No enviar correo | No enviar e-mails
            consent: Consentimiento | Acepta ser contactado | Acepta correos
            date: Fecha
            notes: Notas | Observaciones | Comentarios
            """,
        words: """
            : cuál | es | son | su | sus | tu | tus | el | la | los | las | de | del | y | o | por | favor | indique | escriba | introduzca | un | una | en | cómo | se | llama
            name: nombre | nombres
            full: completo
            last name: apellidos | apellido
            email: email | correo | mail
            address: dirección | electrónico
            organisation: organización | empresa | entidad | compañía | institución | asociación
            attendee: participante | asistente
            contact: contacto | persona
            organisation for: qué | viene | vienes | representa | trabaja | pertenece | para | a
            """,
        values: """
            yes: sí | si | verdadero | cierto
            no: falso | ninguno | ninguna
            registered: inscrito | inscrita | registrado | registrada | confirmado | confirmada | reservado
            attending: asistirá | asiste
            attended: asistió | asistido | presente | ha asistido
            not attended: no asistió | ausente | no presentado | no ha asistido
            cancelled: cancelado | cancelada | anulado | anulada | no asistirá | dado de baja
            refunded: reembolsado | reembolsada | devuelto
            denied: denegado | denegada | rechazado | rechazada
            blocked: bloqueado | bloqueada
            void: inválido | no válido | nulo
            waitlisted: lista de espera | en lista de espera | en espera
            pending: pendiente | sin pagar | no pagado | en proceso
            invited: invitado | invitada
            approved: aprobado | aprobada
            joined: se unió | unido | se ha unido
            joined before: se unió antes
            left: salió | abandonó | ha salido
            organiser: organizador | organizadora
            co organiser: coorganizador | coorganizadora
            presenter: moderador | ponente | presentador
            attendee: asistente | participante
            host: anfitrión | anfitriona
            total: total general | suma | totales
            unsubscribed: suscripción cancelada
            anonymous: anónimo
            """,
        months:
            "enero | febrero | marzo | abril | mayo | junio | julio | agosto | septiembre setiembre sept | octubre | noviembre | diciembre",
        units: "d: día días\nh: hora horas\nm: minuto minutos\ns: segundo segundos seg")
}
