#include "booking/texts/catalog.hpp"

namespace quickbooking {

using enum text_key;

namespace {

constexpr auto texts = text_table({
    {slot_taken, "😔 Sentimos muito, {day} {time, at} já está reservado.\n"
                 "Há outras boas opções. Qual você prefere?"},
    {slot_available, "✨ Boa notícia! Está livre {day} {time, at}.\n"
                     "Toque em um horário para reservar."},
    {day_options, "✨ Horários livres {day} para {service}.\nQual você prefere?"},
    {next_options, "✨ Os próximos horários livres para {service}.\nQual você prefere?"},
    {same_day_options, "🕐 Outros horários livres {day}, primeiro os mais próximos {time, at}.\n"
                       "Qual você prefere?"},
    {diff_day_options, "📅 Outros dias nesse horário ou bem perto: {time}.\n"
                       "Qual você prefere?"},
    {all_day_busy, "😔 Sentimos muito, {day} está tudo reservado.\n"
                   "Estes são os horários livres mais próximos:"},
    {master_full, "🕐 {master} não tem horários livres {day}.\n"
                  "Estes são os horários livres mais próximos:"},
    {week_busy, "😔 Essa semana está toda reservada.\n"
                "Na semana seguinte há horários livres. Qual você prefere?"},
    {no_alternatives, "💛 Estamos com muita procura: as próximas semanas estão completas.\n"
                      "Entre na lista de espera e escrevemos assim que surgir um horário, "
                      "ou ligue para nós."},
    {outside_hours, "🕐 Nesse horário estamos fechados. Funcionamento: {hours}.\n"
                    "Estes são os horários livres mais próximos:"},
    {closed_day, "🕐 Estamos fechados {day}.\n"
                 "Estes são os horários livres mais próximos:"},
    {part_full, "🕐 Nesse período do dia não há nada livre.\n"
                "Estes são os outros horários livres:"},
    {too_far, "📅 É possível reservar até {date}.\n"
              "Estes são os horários livres mais próximos:"},
    {popular_times_intro, "⭐ Estes são os horários que nossos clientes mais escolhem.\n"
                          "Qual você prefere?"},
    {popular_default, "⭐ Estes horários costumam ser bons para uma visita.\n"
                      "Qual você prefere?"},
    {popular_full, "😔 Os horários mais procurados já estão reservados.\n"
                   "Estes são os próximos horários livres:"},
    {ask_service, "✨ Qual serviço você deseja?\nEscolha na lista, por favor."},
    {ask_service_first, "✨ Vamos por partes.\nQual serviço reservamos primeiro?"},
    {ask_time, "🕐 Quando você gostaria de vir? Serviço: {service}.\n"
               "Escolha um horário abaixo."},
    {slot_just_taken, "😔 Sentimos muito, alguém acabou de reservar esse horário ({time}).\n"
                      "Estes continuam livres:"},
    {slot_in_past, "🕐 Esse horário já passou ({day} {time, at}).\n"
                   "Estes são os próximos horários livres:"},
    {confirm_card, "✅ Confira os dados e confirme:\n{service} com {master}\n"
                   "{date}, {start}–{end} · {duration} · {price}"},
    {booking_confirmed, "🎉 Seu horário está reservado!\n{service} com {master}\n"
                        "{date}, {time, at}\nCódigo da reserva: {code}\n"
                        "Até breve!"},
    {already_confirmed, "✅ Seu horário já está reservado, não é preciso fazer mais nada.\n"
                        "Código da reserva: {code}"},
    {next_service, "👉 Falta: {service}. "
                   "Escreva o nome e encontramos um horário também."},
    {usual_offer, "😊 Que bom ter você de volta{name, select, empty {} other {, {name}}}!\n"
                  "Reservamos o de sempre? {service} com {master}, {day} {time, at}"},
    {usual_not_free, "🕐 Seu horário de sempre ({day} {time, at}) não está livre.\n"
                     "Estes são os mais próximos:"},
    {waitlist_joined, "📝 Você está na lista de espera!\n"
                      "Escrevemos assim que surgir um horário. Se preferir, ligue para nós."},
    {waitlist_already, "📝 Você já está na lista de espera e mantém o seu lugar.\n"
                       "Escrevemos assim que surgir um horário."},
    {waitlist_left, "👌 Você saiu da lista de espera.\n"
                    "Escreva quando quiser e encontramos um horário."},
    {waitlist_offer, "✨ Surgiu um horário: {service} com {master}\n{date}, {time, at}\n"
                     "Ele fica guardado para você por {count, plural, one {# minuto} "
                     "other {# minutos}}."},
    {waitlist_offer_ended, "⏳ A oferta terminou, mas você continua na lista de espera.\n"
                           "Seu lugar: {place}. Escrevemos quando surgir outro horário."},
    {call_salon, "📞 Ligue para nós, será um prazer ajudar:\n{salon}, {phone}"},
    {booking_cancelled, "👌 Tudo bem, nada foi reservado.\n"
                        "Escolha outro horário ou escreva quando quiser."},
    {cancel_by_phone, "📞 Sua reserva {code} continua valendo.\n"
                      "Para cancelar ou mudar, ligue para nós: {phone}"},
    {session_expired, "⌛ Essa opção já não vale mais.\n"
                      "Recomece ou escreva o serviço e o horário que deseja."},
    {error, "😔 Algo deu errado do nosso lado.\nTente de novo em instantes"
            "{phone, select, empty {.} other { ou ligue para nós: {phone}}}"},
    {unsupported_input, "🙏 Aqui só é possível ler texto.\n"
                        "Escreva o serviço e o horário, por exemplo: corte sexta às 15:00"},
    {greeting, "👋 Olá! Você está falando com {salon}."},
    {thanks, "💛 Nós que agradecemos!\nVamos encontrar um horário para a próxima visita?"},
    {unknown_master, "🔎 Não encontramos {master, select, empty {esse profissional} other "
                     "{{master}}} na nossa equipe."},
    {not_understood, "🤔 Não ficou muito claro.\n"
                     "Escolha um serviço ou escreva, por exemplo: corte sexta às 15:00"},
    {choose_option, "👇 Toque em uma das opções, ou escreva outro dia ou horário."},
    {see_more_end, "🙂 Esses são todos os horários mais próximos.\n"
                   "Tente outro dia, ou ligue para nós e encontramos um horário."},
    {nothing_more_that_day, "😔 Não há mais nada livre {day}.\n"
                            "Estes são os horários livres mais próximos:"},
    {past_date, "🕐 {date, select, empty {Essa data} other {O dia {date}}} já passou."},
    {slots_footer, "Toque para escolher"},
    {list_header, "Horários disponíveis"},
    {service_header, "Nossos serviços"},
    {options_header, "Mais opções"},
    {label_same_day, "Mesmo dia"},
    {label_other_day, "Outro dia"},
    {label_popular, "Horários populares"},
    {label_confirm, "Confirmar"},
    {label_cancel, "Cancelar"},
    {label_change_time, "Mudar horário"},
    {label_select_time, "Selecionar horário"},
    {label_select_service, "Selecionar serviço"},
    {label_see_more, "Ver mais"},
    {label_more_services, "Mais serviços"},
    {label_all_times, "Ver todos"},
    {label_next_week, "Próxima semana"},
    {label_different_day, "Outra data"},
    {label_waitlist, "Lista de espera"},
    {label_call, "Ligar ao salão"},
    {label_book_now, "Reservar"},
    {label_pass, "Passar"},
    {label_usual, "O de sempre"},
    {label_restart, "Recomeçar"},
});

constexpr auto phrases = phrase_table({
    {phrase::heading, "{weekday}, {day} {month}"},
    {phrase::on_date, "{weekday}, {day} {month}"},
    {phrase::short_date, "{day} {month}"},
    {phrase::open_hours, "{start}–{end}"},
    {phrase::minutes, "{minutes} min"},
    {phrase::hours, "{hours, plural, one {# hora} other {# horas}}"},
    {phrase::hours_minutes, "{hours} h {minutes} min"},
    {phrase::days, "{days, plural, one {# dia} other {# dias}}"},
    {phrase::earlier, "{span} antes"},
    {phrase::later, "{span} depois"},
    {phrase::same_time, "mesmo horário"},
    {phrase::bookings, "{count, plural, one {# reserva} other {# reservas}}"},
});

} // namespace

const language_catalog portuguese{
    texts,
    phrases,
    {{"domingo", "segunda", "terça", "quarta", "quinta", "sexta", "sábado"},
     {"no domingo", "na segunda", "na terça", "na quarta", "na quinta", "na sexta", "no sábado"},
     {"dom", "seg", "ter", "qua", "qui", "sex", "sáb"},
     {"jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"},
     "hoje",
     "amanhã",
     "à ",
     "às "}};

} // namespace quickbooking
