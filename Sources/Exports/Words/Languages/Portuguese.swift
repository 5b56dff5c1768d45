extension Language {
    static let portuguese = Language(
        code: "pt", name: "Portuguese",
        headings: """
            start time: Hora de início | Início | Hora de começo
            completion time: Hora de conclusão
            last modified time: Hora da última modificação
            end time: Hora de término | Fim | Hora de fim | Término
            email: E-mail | Correio eletrônico | Correio eletrónico | Endereço de e-mail | Endereço de email | Endereço de correio eletrónico
            name: Nome completo | Nome e sobrenome | Nome e apelido | Pessoa de contato | Pessoa de contacto | Nome
            first name: Primeiro nome | Nome próprio
            last name: Sobrenome | Apelido | Último nome
            organisation: Organização | Empresa | Entidade | Instituição | Associação | Companhia
            job title: Cargo
            phone: Telefone | Número de telefone | Celular | Telemóvel
            timestamp: Carimbo de data/hora | Carimbo de data e hora
            username: Nome de usuário | Nome de utilizador
            name original name: Nome (nome original)
            user name original name: Nome de usuário (nome original) | Nome de utilizador (nome original)
            user email: E-mail do usuário | E-mail do utilizador
            join time: Hora de entrada | Horário de entrada | Hora de ingresso
            leave time: Hora de saída | Horário de saída
            duration: Duração
            duration minutes: Duração (minutos)
            total duration minutes: Duração total (minutos)
            time in session minutes: Tempo na sessão (minutos) | Tempo em sessão (minutos)
            guest: Convidado
            recording consent: Consentimento de gravação
            in waiting room: Na sala de espera
            topic: Tópico | Assunto
            meeting id: ID da reunião
            participants: Participantes
            host: Anfitrião
            registration time: Hora de inscrição | Data de inscrição | Hora do registro | Data de registo | Hora de registro
            approval status: Status de aprovação | Estado de aprovação
            registration status: Status da inscrição | Estado da inscrição | Status de inscrição
            attended: Participou | Compareceu
            first join: Primeira entrada | Primeiro ingresso | Primeira participação
            last leave: Última saída
            in meeting duration: Duração na reunião | Duração da participação na reunião | Duração da participação
            participant id upn: ID do participante (UPN) | ID de participante (UPN)
            role: Função | Papel
            user action: Ação do usuário | Ação do utilizador
            meeting title: Título da reunião
            meeting duration: Duração da reunião
            in meeting activities: Atividades na reunião | Atividades durante a reunião
            order no: Nº do pedido | N.º do pedido | Número do pedido | Pedido | Número da encomenda | N.º da encomenda
            order date: Data do pedido | Data da encomenda
            quantity: Quantidade
            ticket type: Tipo de ingresso | Tipo de bilhete
            order type: Tipo de pedido
            total paid: Total pago | Valor pago
            currency: Moeda
            attendee status: Status do participante | Estado do participante
            status: Estado | Status
            checked in: Check-in realizado
            buyer name: Comprador | Nome do comprador
            buyer email: E-mail do comprador
            buyer last name: Sobrenome do comprador | Apelido do comprador
            guest of: Convidado de | Convidado por | Acompanhante de
            unsubscribed: Descadastrado | Inscrição cancelada | Cancelou a inscrição | Subscrição cancelada
            do not contact: Não contatar | Não contactar
            do not email: Não enviar e-mail | Não enviar e-mails
            consent: Consentimento | Aceita ser contatado | Aceita ser contactado
            date: Data
            notes: Notas | Observações
            """,
        words: """
            : qual | é | são | seu | sua | o | a | os | as | de | do | da | e | ou | por | favor | indique | insira | um | uma | como | se | chama
            name: nome
            full: completo
            last name: sobrenome | apelido
            email: email | mail | correio
            address: endereço | eletrônico | eletrónico
            organisation: organização | empresa | entidade | instituição | associação
            attendee: participante
            contact: contato | contacto | pessoa
            organisation for: que | representa | trabalha | onde | para
            """,
        values: """
            yes: sim | verdadeiro
            no: não | falso | nenhum | nenhuma
            registered: inscrito | inscrita | registrado | registado | confirmado | confirmada | reservado
            attending: vai participar
            attended: participou | compareceu | presente
            not attended: ausente | não compareceu | não participou
            cancelled: cancelado | cancelada | anulado | não vai participar
            refunded: reembolsado | reembolsada
            denied: negado | negada | recusado | recusada | rejeitado | rejeitada
            blocked: bloqueado | bloqueada
            void: inválido | nulo
            waitlisted: lista de espera | na lista de espera | em lista de espera
            pending: pendente | não pago | em processamento | aguardando
            invited: convidado | convidada
            approved: aprovado | aprovada
            joined: entrou | ingressou
            joined before: entrou antes
            left: saiu
            organiser: organizador | organizadora
            co organiser: co organizador | coorganizador
            presenter: apresentador | apresentadora
            attendee: participante
            host: anfitrião | anfitriã
            total: total geral | soma
            unsubscribed: descadastrado
            anonymous: anônimo | anónimo
            """,
        months:
            "janeiro | fevereiro | março | abril | maio | junho | julho | agosto | setembro | outubro | novembro | dezembro",
        units: "d: dia dias\nh: hora horas\nm: minuto minutos\ns: segundo segundos")
}
