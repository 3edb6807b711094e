#include "booking/catalog/salon.hpp"
#include "booking/reading/lexicon.hpp"

namespace quickbooking {

namespace {

constexpr int of(category x) { return static_cast<int>(x); }

constexpr lexicon_row rows[] = {
    // -- days ---
    {tag::weekday, 0, "domingo|domingos|dom"},
    {tag::weekday, 1, "lunes|lun"},
    {tag::weekday, 2, "martes|mar~"},
    {tag::weekday, 3, "miércoles|mie|miercole"},
    {tag::weekday, 4, "jueves|jue"},
    {tag::weekday, 5, "viernes|vie|vier|biernes"},
    {tag::weekday, 6, "sábado|sábados|sab|savado"},
    {tag::month, 1, "enero|ene"},
    {tag::month, 2, "febrero|feb"},
    {tag::month, 3, "marzo|mar"},
    {tag::month, 4, "abril|abr"},
    {tag::month, 5, "mayo"},
    {tag::month, 6, "junio|jun"},
    {tag::month, 7, "julio|jul"},
    {tag::month, 8, "agosto|ago"},
    {tag::month, 9, "septiembre|setiembre|sep|sept"},
    {tag::month, 10, "octubre|oct"},
    {tag::month, 11, "noviembre|nov"},
    {tag::month, 12, "diciembre|dic"},
    {tag::day_shift, 0, "hoy|oy|esta mañana|esta tarde|esta noche|hoy día|hoy mismo"},
    {tag::day_shift, 1, "mañana|manana|maniana|mñn|mñna"},
    {tag::day_shift, 2, "pasado mañana|pasado manana"},
    {tag::day_shift, -1, "ayer|anteayer|antier"},
    {tag::weekend, 0, "fin de semana|finde|este finde|fin de"},
    {tag::next_week, 0,
     "próxima semana|la próxima semana|semana que viene|la semana que viene|semana próxima|semana "
     "siguiente|siguiente semana|semana entrante|sem que viene"},
    {tag::coming, 0,
     "este|esta|próximo|próxima|que viene|siguiente|el próximo|este próximo|q viene|k "
     "viene|proxim"},
    {tag::last, 0, "pasado|pasada"},
    {tag::in, 0, "en|dentro de|de aqui a|en unos"},
    {tag::unit, 1, "día|días"},
    {tag::unit, 7, "semana|semanas"},
    {tag::days, 14, "quincena|quince días|15 días"},
    {tag::day_intro, 1, "el|el día|día|para el|del|para el día|del día"},
    {tag::of, 0, "de|del|d"},
    {tag::day_mark, 0, "ro"},
    {tag::ordinal, 1, "primero"},
    // -- times ---
    {tag::number, 1, "una|uno|un"},
    {tag::number, 2, "dos|un par de"},
    {tag::number, 3, "tres"},
    {tag::number, 4, "cuatro"},
    {tag::number, 5, "cinco"},
    {tag::number, 6, "seis"},
    {tag::number, 7, "siete"},
    {tag::number, 8, "ocho"},
    {tag::number, 9, "nueve"},
    {tag::number, 10, "diez"},
    {tag::number, 11, "once"},
    {tag::number, 12, "doce"},
    {tag::number, 13, "trece"},
    {tag::number, 14, "catorce"},
    {tag::number, 15, "quince"},
    {tag::number, 16, "dieciséis"},
    {tag::number, 17, "diecisiete"},
    {tag::number, 18, "dieciocho"},
    {tag::number, 19, "diecinueve"},
    {tag::number, 20, "veinte"},
    {tag::number, 21, "veintiuno"},
    {tag::number, 22, "veintidós"},
    {tag::number, 23, "veintitrés"},
    {tag::number, 24, "veinticuatro"},
    {tag::number, 25, "veinticinco"},
    {tag::number, 26, "veintiséis"},
    {tag::number, 27, "veintisiete"},
    {tag::number, 28, "veintiocho"},
    {tag::number, 29, "veintinueve"},
    {tag::number, 30, "treinta"},
    {tag::number, 31, "treinta y uno"},
    {tag::number, 40, "cuarenta"},
    {tag::number, 45, "cuarenta y cinco"},
    {tag::moment, 720, "mediodía|medio día|al mediodía|a mediodía|el mediodía"},
    {tag::moment, 0, "medianoche"},
    {tag::plus_minutes, 30, "y media|i media"},
    {tag::plus_minutes, 15, "y cuarto|y quarto"},
    {tag::plus_minutes, 20, "y veinte"},
    {tag::plus_minutes, 10, "y diez"},
    {tag::less_minutes, 15, "menos cuarto|menos quarto"},
    {tag::less_minutes, 20, "menos veinte"},
    {tag::less_minutes, 10, "menos diez"},
    {tag::to_minutes, 15, "cuarto para las|un cuarto para las|quince para las|15 para las"},
    {tag::to_minutes, 10, "diez para las|10 para las"},
    {tag::to_minutes, 20, "veinte para las"},
    {tag::oclock, 0, "h|hs|hrs|en punto|y pico"},
    {tag::meridiem, 0,
     "am|a m|de la mañana|de la manana|por la mañana|de la madrugada|x la mañana"},
    {tag::meridiem, 1, "de la tarde|por la tarde|en la tarde|x la tarde|del mediodía"},
    {tag::meridiem, 2, "pm|p m|de la noche|por la noche|en la noche"},
    {tag::at, 0,
     "a las|a la|las|sobre las|hacia las|a eso de las|tipo|tipo las|como a las|para las|desde "
     "las|a partir de las|alas|cerca de las|a eso de la|para la|sobre la"},
    {tag::after, 0,
     "después de las|despues de las|después de la|luego de las|a partir de las|pasadas las|más "
     "tarde de las|desde las"},
    {tag::before, 0, "antes de las|antes de la|hasta las|no más tarde de las"},
    {tag::between, 0, "entre las|entre la|entre|desde las|de"},
    {tag::until, 0, "y las|y la|a las|hasta las|o las|y|o|a|a la"},
    {tag::part, 0,
     "por la mañana|por la manana|en la mañana|en la manana|a la mañana|la mañana|de mañana|esta "
     "mañana|mañanas|temprano|antes de comer|antes del mediodía|antes de mediodía|a primera hora|x "
     "la mañana|por las mañanas|antes de almorzar|primera hora"},
    {tag::part, 1,
     "tarde|por la tarde|en la tarde|a la tarde|la tarde|esta tarde|x la tarde|tardes|después de "
     "comer|después del mediodía|tardecita|por las tardes|después de almorzar|al mediodia tarde"},
    {tag::part, 2,
     "noche|por la noche|en la noche|a la noche|la noche|esta noche|x la noche|de noche|después "
     "del trabajo|después de trabajar|al salir del trabajo|última hora|a última hora|tarde "
     "noche|después del cole|saliendo del trabajo|después del curro|después de la escuela|por las "
     "noches"},
    {tag::hours, 1, "hora|horas"},
    {tag::minutes, 0, "min|minuto|minutos"},
    // -- wishes ---
    {tag::anytime, 0,
     "cualquier día|a cualquier hora|cualquier hora|cuando sea|cualquier momento|en cualquier "
     "momento|me da igual el día|me da igual cuando|me da igual la hora|da igual cuando|cuando "
     "puedan|cuando puedas|cuando pueda|cuando haya hueco|cualquier horario|soy flexible|no "
     "importa cuando|cuando quieras|cuando quieran|me da igual"},
    {tag::usual, 0,
     "lo de siempre|como siempre|como la última vez|lo mismo que la última vez|igual que la última "
     "vez|lo mismo de siempre|mi cita habitual|lo habitual|lo mismo que siempre|la de siempre"},
    {tag::service, of(category::haircut),
     "corte|cortes|cortar|cortarme|cortarle|corte de pelo|corte de cabello|cortar el pelo|cortarme "
     "el pelo|cortar pelo|pelarme|flequillo|las puntas|cortar las "
     "puntas|recortar|barba|rapar|degradado|desvanecido|un corte|peluqueada|corte y peinado"},
    {tag::service, of(category::coloring),
     "tinte|tintes|tinta|teñir*|tenir|teñirme|coloración|coloracion|color|mechas|mechitas|reflejos|"
     "balayage|decolor*|raíces|raíz|tintura|pintarme el pelo|pintar el pelo|pintarme el "
     "cabello|iluminaciones|matiz|el color|retocar las raíces|tinturar"},
    {tag::service, of(category::manicure),
     "manicura|manicuras|manicure|uñas|unas~|las uñas|hacerme las uñas|hacerme las "
     "unas|esmaltado|semipermanente|uñas de gel|esmaltado semipermanente|arreglarme las "
     "uñas|manis|uñitas|las unas"},
    {tag::service, of(category::pedicure),
     "pedicura|pedicuras|pedicure|pedi|los pies|pies|uñas de los pies|unas de los pies"},
    {tag::service, of(category::facial),
     "facial|faciales|limpieza facial|limpieza de cutis|limpieza de cara|tratamiento "
     "facial|hidratación facial|cutis|higiene facial"},
    {tag::service, of(category::massage),
     "masaje|masajes|masage|masajito|masajista|masaje relajante|masajear|masaje de espalda"},
    {tag::service, of(category::waxing), "depilación|depilacion|depilar*|cera|depilarme"},
    {tag::with, 0, "con|con la|con el"},
    {tag::stylist, 0, "estilista|peluquera|peluquero|señor|señora|sra|sr|doña|don"},
    {tag::negation, 0,
     "no puedo|no me va|no me viene bien|excepto|excepto el|menos el|salvo|salvo el|no puedo|no "
     "puedo el|en vez de|en vez del|en lugar del|que no sea|que no sea el"},
    // -- speech acts ---
    {tag::greeting, 0,
     "hola|holi|buenas|buenos días|buen día|buenas tardes|buenas noches|hola buenas|hola buenos "
     "días|hola buenas tardes|ola|que tal|saludos|muy buenas|hey"},
    {tag::thanks, 0,
     "gracias|muchas gracias|mil gracias|grax|graciass|muchísimas gracias|agradecido|agradecida|se "
     "agradece|grasias"},
    {tag::cancel, 0,
     "cancelar|cancela|cancelo|cancelen|cancelarla|cancelarlo|cancelación|anular|anula|anularla|"
     "anulo|ya no quiero|no podré ir|no voy a poder ir|déjalo|olvídalo|parar|suspender la cita"},
    {tag::restart, 0,
     "empezar de nuevo|volver a empezar|reiniciar|menú|menú principal|comenzar de nuevo|desde el "
     "principio|empezar otra vez|de cero|desde cero|inicio|nueva cita|volver al inicio|empezar"},
    {tag::call_salon, 0,
     "llamar|llamarles|llamaros|llamarlos|llámame|llámenme|llamada|llamo|llamar al "
     "salón|teléfono|su teléfono|número de teléfono|hablar con alguien|hablar con una "
     "persona|persona real|operador|recepción|encargada|encargado|humano|agente|su "
     "numero|llamarte"},
    {tag::yes, 0,
     "sí|si|sip|ok|vale|claro|perfecto|de acuerdo|confirmo|confirmar|confirmado|bueno|dale|está "
     "bien|genial|correcto|por supuesto|listo|sí por favor|adelante|me parece "
     "bien|okey|va|venga|sale|sí quiero|exacto"},
    {tag::no, 0, "no|nop|no gracias|que va|para nada|mejor no|ahora no|nel"},
    // -- the rest ---
    {tag::people, 0, "personas|persona|niños|adultos|amigas|amigos|chicas"},
    {tag::currency, 0, "euros|euro|pesos|peso|soles|dólares|usd|eur|bolívares|pavos|lucas"},
    {tag::option, 0, "opción|número|numero|num"},
    {tag::filler, 0, "por favor|porfa|porfavor|porfis|xfa|xfavor|jaja|jajaja"},
    {tag::common, 0,
     "más tarde|llego "
     "tarde|yo|me|mi|tu|su|nos|te|se|lo|la|los|le|les|quiero|quisiera|kiero|quería|querría|"
     "necesito|"
     "puedo|puede|pueden|puedes|podría|podrían|tienen|tienes|tiene|tengo|hay|hueco|huecos|cita|"
     "citas|turno|turnos|reservar|reserva|agendar|agenda|pedir|hacer|hacerme|hacerse|haceme|"
     "cambiar|"
     "reprogramar|ir|voy|venir|es|está|están|esta|son|ser|fue|para|por|con|sin|que|qué|cual|cuál|"
     "cuánto|cuanto|cuesta|cuestan|vale|precio|dónde|donde|dirección|cuando|como|cómo|mejor|bien|"
     "también|pero|porque|muy|más|ya|hijo|hija|marido|mujer|pelo|cabello|salón|peluquería|"
     "disponible|"
     "disponibles|disponibilidad|libre|hora|algo|algún|alguna|toda|todo|todos|todas|gustaría|"
     "interesa|saber|aquí|allí|ahora|luego|después|antes|este|ese|eso|esa|si|media|unos|unas|al|"
     "mañanas|cuarto|cuartos|estacionamiento|jajaja|mayor|mario|maria|sabes|saber|miel|jugar|viene|"
     "mismo|misma|hermana|madre|padre|amiga|mucho|mucha|poco|favor|cualquier|horario|horarios|"
     "atienden|abierto|abren|tarda|se|sé"},
};

} // namespace

lexicon_table spanish_rows() { return rows; }

} // namespace quickbooking
