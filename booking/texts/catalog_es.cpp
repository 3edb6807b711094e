#include "booking/texts/catalog.hpp"

namespace quickbooking {

using enum text_key;

namespace {

constexpr auto texts = text_table({
    {slot_taken, "😔 Lo sentimos, {day} {time, at} ya está reservado.\n"
                 "Hay otras buenas opciones. ¿Cuál prefieres?"},
    {slot_available, "✨ ¡Buenas noticias! Está libre {day} {time, at}.\n"
                     "Toca una hora para reservarla."},
    {day_options, "✨ Horas libres {day} para {service}.\n¿Cuál prefieres?"},
    {next_options, "✨ Las próximas horas libres para {service}.\n¿Cuál prefieres?"},
    {same_day_options, "🕐 Otras horas libres {day}, primero las más cercanas {time, at}.\n"
                       "¿Cuál prefieres?"},
    {diff_day_options, "📅 Otros días a esa hora o muy cerca: {time}.\n¿Cuál prefieres?"},
    {all_day_busy, "😔 Lo sentimos, {day} está todo reservado.\n"
                   "Estas son las horas libres más cercanas:"},
    {master_full, "🕐 {master} no tiene horas libres {day}.\n"
                  "Estas son las horas libres más cercanas:"},
    {week_busy, "😔 Esa semana está todo reservado.\n"
                "La semana siguiente hay horas libres. ¿Cuál prefieres?"},
    {no_alternatives, "💛 Tenemos mucha demanda: las próximas semanas están completas.\n"
                      "Apúntate a la lista de espera y te escribimos en cuanto se libere una "
                      "hora, o llámanos."},
    {outside_hours, "🕐 A esa hora estamos cerrados. Horario: {hours}.\n"
                    "Estas son las horas libres más cercanas:"},
    {closed_day, "🕐 Estamos cerrados {day}.\n"
                 "Estas son las horas libres más cercanas:"},
    {part_full, "🕐 En ese momento del día no queda nada libre.\n"
                "Estas son las otras horas libres:"},
    {too_far, "📅 Se puede reservar hasta el {date}.\n"
              "Estas son las horas libres más cercanas:"},
    {popular_times_intro, "⭐ Estas son las horas que más eligen nuestros clientes.\n"
                          "¿Cuál prefieres?"},
    {popular_default, "⭐ Estas horas suelen ser cómodas para una visita.\n¿Cuál prefieres?"},
    {popular_full, "😔 Las horas más pedidas ya están reservadas.\n"
                   "Estas son las próximas horas libres:"},
    {ask_service, "✨ ¿Qué servicio te gustaría?\nElige de la lista, por favor."},
    {ask_service_first, "✨ Vamos paso a paso.\n¿Qué servicio reservamos primero?"},
    {ask_time, "🕐 ¿Cuándo te gustaría venir? Servicio: {service}.\nElige una hora abajo."},
    {slot_just_taken, "😔 Lo sentimos, alguien acaba de reservar esa hora ({time}).\n"
                      "Estas siguen libres:"},
    {slot_in_past, "🕐 Esa hora ya pasó ({day} {time, at}).\n"
                   "Estas son las próximas horas libres:"},
    {confirm_card, "✅ Revisa los datos y confirma:\n{service} con {master}\n"
                   "{date}, {start}–{end} · {duration} · {price}"},
    {booking_confirmed, "🎉 ¡Tu cita está reservada!\n{service} con {master}\n"
                        "{date}, {time, at}\nCódigo de reserva: {code}\n"
                        "¡Hasta pronto!"},
    {already_confirmed, "✅ Tu cita ya está reservada, no hace falta nada más.\n"
                        "Código de reserva: {code}"},
    {next_service, "👉 Falta: {service}. "
                   "Escribe su nombre y también le buscamos hora."},
    {usual_offer, "😊 ¡Qué bueno verte de nuevo{name, select, empty {} other {, {name}}}!\n"
                  "¿Reservamos lo de siempre? {service} con {master}, {day} {time, at}"},
    {usual_not_free, "🕐 Tu hora de siempre ({day} {time, at}) no está libre.\n"
                     "Estas son las más cercanas:"},
    {waitlist_joined, "📝 ¡Ya estás en la lista de espera!\n"
                      "Te escribimos en cuanto se libere una hora. También puedes llamarnos."},
    {waitlist_already, "📝 Ya estabas en la lista de espera y conservas tu lugar.\n"
                       "Te escribimos en cuanto se libere una hora."},
    {waitlist_left, "👌 Ya no estás en la lista de espera.\n"
                    "Escribe cuando quieras y buscamos una hora."},
    {waitlist_offer, "✨ Se ha liberado una hora: {service} con {master}\n{date}, {time, at}\n"
                     "Te la guardamos {count, plural, one {# minuto} other {# minutos}}."},
    {waitlist_offer_ended, "⏳ La oferta terminó, pero sigues en la lista de espera.\n"
                           "Tu lugar: {place}. Te escribimos cuando se libere otra hora."},
    {call_salon, "📞 Llámanos, será un placer ayudarte:\n{salon}, {phone}"},
    {booking_cancelled, "👌 De acuerdo, no se ha reservado nada.\n"
                        "Elige otra hora o escribe cuando quieras."},
    {cancel_by_phone, "📞 Tu reserva {code} sigue en pie.\n"
                      "Para cancelarla o cambiarla, llámanos: {phone}"},
    {session_expired, "⌛ Esa opción ya no está vigente.\n"
                      "Empieza de nuevo o escribe el servicio y la hora que quieres."},
    {error, "😔 Algo falló por nuestra parte.\nInténtalo de nuevo en un momento"
            "{phone, select, empty {.} other { o llámanos: {phone}}}"},
    {unsupported_input, "🙏 Aquí solo se puede leer texto.\n"
                        "Escribe el servicio y la hora, por ejemplo: corte el viernes a las 15:00"},
    {greeting, "👋 ¡Hola! Te damos la bienvenida a {salon}."},
    {thanks, "💛 ¡Gracias a ti!\n¿Buscamos una hora para tu próxima visita?"},
    {unknown_master, "🔎 No encontramos a {master, select, empty {ese profesional} other "
                     "{{master}}} en nuestro equipo."},
    {not_understood, "🤔 No ha quedado del todo claro.\n"
                     "Elige un servicio o escribe, por ejemplo: corte el viernes a las 15:00"},
    {choose_option, "👇 Toca una de las opciones, o escribe otro día u otra hora."},
    {see_more_end, "🙂 Esas son todas las horas más cercanas.\n"
                   "Prueba con otro día, o llámanos y buscamos una hora."},
    {nothing_more_that_day, "😔 No queda nada más libre {day}.\n"
                            "Estas son las horas libres más cercanas:"},
    {past_date, "🕐 {date, select, empty {Esa fecha} other {El {date}}} ya pasó."},
    {slots_footer, "Toca para elegir"},
    {list_header, "Horas disponibles"},
    {service_header, "Nuestros servicios"},
    {options_header, "Más opciones"},
    {label_same_day, "Mismo día, otra hora"},
    {label_other_day, "Otro día, misma hora"},
    {label_popular, "Horas populares"},
    {label_confirm, "Confirmar"},
    {label_cancel, "Cancelar"},
    {label_change_time, "Cambiar hora"},
    {label_select_time, "Seleccionar hora"},
    {label_select_service, "Seleccionar servicio"},
    {label_see_more, "Ver más"},
    {label_more_services, "Más servicios"},
    {label_all_times, "Ver todas"},
    {label_next_week, "Próxima semana"},
    {label_different_day, "Otro día"},
    {label_waitlist, "Lista de espera"},
    {label_call, "Llamar al salón"},
    {label_book_now, "Reservar"},
    {label_pass, "Pasar"},
    {label_usual, "Lo de siempre"},
    {label_restart, "Empezar de nuevo"},
});

constexpr auto phrases = phrase_table({
    {phrase::heading, "{weekday}, {day} {month}"},
    {phrase::on_date, "{weekday} {day} {month}"},
    {phrase::short_date, "{day} {month}"},
    {phrase::open_hours, "{start}–{end}"},
    {phrase::minutes, "{minutes} min"},
    {phrase::hours, "{hours, plural, one {# hora} other {# horas}}"},
    {phrase::hours_minutes, "{hours} h {minutes} min"},
    {phrase::days, "{days, plural, one {# día} other {# días}}"},
    {phrase::earlier, "{span} antes"},
    {phrase::later, "{span} después"},
    {phrase::same_time, "misma hora"},
    {phrase::bookings, "{count, plural, one {# reserva} other {# reservas}}"},
});

} // namespace

const language_catalog spanish{
    texts,
    phrases,
    {{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
     {"el domingo", "el lunes", "el martes", "el miércoles", "el jueves", "el viernes",
      "el sábado"},
     {"dom", "lun", "mar", "mié", "jue", "vie", "sáb"},
     {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"},
     "hoy",
     "mañana",
     "a la ",
     "a las "}};

} // namespace quickbooking
