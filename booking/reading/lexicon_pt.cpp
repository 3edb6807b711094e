#include "booking/catalog/salon.hpp"
#include "booking/reading/lexicon.hpp"

namespace quickbooking {

namespace {

constexpr int of(category x) { return static_cast<int>(x); }

constexpr lexicon_row rows[] = {
    // -- days ---
    {tag::weekday, 0, "domingo|domingos|dom"},
    {tag::weekday, 1, "segunda|segunda feira|segundas|seg|2 a feira|segundafeira"},
    {tag::weekday, 2, "terça|terça feira|terças|ter~|3 a feira|tersa"},
    {tag::weekday, 3, "quarta|quarta feira|quartas|qua|4 a feira"},
    {tag::weekday, 4, "quinta|quinta feira|quintas|qui|5 a feira"},
    {tag::weekday, 5, "sexta|sexta feira|sextas|sex~|6 a feira|sextou"},
    {tag::weekday, 6, "sábado|sábados|sab"},
    {tag::month, 1, "janeiro|jan"},
    {tag::month, 2, "fevereiro|fev"},
    {tag::month, 3, "março|mar"},
    {tag::month, 4, "abril|abr"},
    {tag::month, 5, "maio|mai"},
    {tag::month, 6, "junho|jun"},
    {tag::month, 7, "julho|jul"},
    {tag::month, 8, "agosto|ago"},
    {tag::month, 9, "setembro|set"},
    {tag::month, 10, "outubro|out"},
    {tag::month, 11, "novembro|nov"},
    {tag::month, 12, "dezembro|dez~"},
    {tag::day_shift, 0, "hoje|hj|oje|hoje mesmo"},
    {tag::day_shift, 1, "amanhã|amanha|amnh|amanhan"},
    {tag::day_shift, 2, "depois de amanhã|depois de amanha|depois d amanha"},
    {tag::day_shift, -1, "ontem|anteontem"},
    {tag::weekend, 0, "fim de semana|final de semana|fds|findi|fim d semana"},
    {tag::next_week, 0,
     "próxima semana|semana que vem|semana q vem|na semana que vem|semana seguinte|proxima semana"},
    {tag::coming, 0,
     "este|esta|essa|esse|nesta|nessa|neste|nesse|desta|dessa|próxima|próximo|que vem|q vem"},
    {tag::last, 0, "passada|passado"},
    {tag::in, 0, "daqui a|daqui|em|dentro de|daki a"},
    {tag::unit, 1, "dia|dias"},
    {tag::unit, 7, "semana|semanas"},
    {tag::days, 14, "quinzena"},
    {tag::day_intro, 1, "dia|no dia|o dia|pro dia|para o dia|pra o dia|para dia|pra dia"},
    {tag::of, 0, "de|do"},
    {tag::day_mark, 0, "o"},
    {tag::ordinal, 1, "primeiro"},
    // -- times ---
    {tag::number, 1, "uma|um"},
    {tag::number, 2, "duas|dois"},
    {tag::number, 3, "três"},
    {tag::number, 4, "quatro"},
    {tag::number, 5, "cinco"},
    {tag::number, 6, "seis"},
    {tag::number, 7, "sete"},
    {tag::number, 8, "oito"},
    {tag::number, 9, "nove"},
    {tag::number, 10, "dez"},
    {tag::number, 11, "onze"},
    {tag::number, 12, "doze"},
    {tag::number, 13, "treze"},
    {tag::number, 14, "catorze|quatorze"},
    {tag::number, 15, "quinze"},
    {tag::number, 16, "dezesseis|dezasseis"},
    {tag::number, 17, "dezessete|dezassete"},
    {tag::number, 18, "dezoito"},
    {tag::number, 19, "dezenove|dezanove"},
    {tag::number, 20, "vinte"},
    {tag::number, 21, "vinte e um"},
    {tag::number, 22, "vinte e dois"},
    {tag::number, 23, "vinte e três"},
    {tag::number, 24, "vinte e quatro"},
    {tag::number, 25, "vinte e cinco"},
    {tag::number, 26, "vinte e seis"},
    {tag::number, 27, "vinte e sete"},
    {tag::number, 28, "vinte e oito"},
    {tag::number, 29, "vinte e nove"},
    {tag::number, 30, "trinta"},
    {tag::number, 31, "trinta e um"},
    {tag::number, 45, "quarenta e cinco"},
    {tag::moment, 720, "meio dia|ao meio dia|o meio dia|meiodia"},
    {tag::moment, 750, "meio dia e meia|ao meio dia e meia|meio dia e meio"},
    {tag::moment, 0, "meia noite"},
    {tag::plus_minutes, 30, "e meia|e meio|e trinta"},
    {tag::plus_minutes, 15, "e quinze|e um quarto"},
    {tag::plus_minutes, 45, "e quarenta e cinco"},
    {tag::plus_minutes, 20, "e vinte"},
    {tag::plus_minutes, 10, "e dez"},
    {tag::less_minutes, 15, "menos um quarto|menos quinze"},
    {tag::to_minutes, 15,
     "quinze pras|quinze para as|quinze pra as|15 pras|15 para as|um quarto para as"},
    {tag::to_minutes, 10, "dez pras|dez para as|10 pras|10 para as"},
    {tag::to_minutes, 20, "vinte pras|vinte para as|20 pras|20 para as"},
    {tag::to_minutes, 5, "cinco pras|cinco para as"},
    {tag::oclock, 0, "h|hs|hrs|em ponto|e pouco|e pouca"},
    {tag::meridiem, 0, "am|da manhã|da manha|de manhã|de manha|da madrugada"},
    {tag::meridiem, 1, "da tarde|de tarde|à tarde"},
    {tag::meridiem, 2, "pm|da noite|de noite|à noite"},
    {tag::at, 0,
     "às|as|à|a|pras|para as|pra as|pelas|lá pelas|la pelas|umas|por volta das|a partir das|perto "
     "das|cerca das|tipo|tipo as|tipo umas|das|la pras|lá pras|para à|pra uma das"},
    {tag::after, 0, "depois das|depois da|após as|apos as|após|a partir das|depois de"},
    {tag::before, 0, "antes das|antes da|até as|até às|ate as"},
    {tag::between, 0, "entre|entre as|das|da"},
    {tag::until, 0, "às|as|e as|e|à|até as|até às|ate as|ou as|ou|a"},
    {tag::part, 0,
     "de manhã|de manha|manhã|manha|pela manhã|pela manha|na parte da manhã|cedo|cedinho|antes do "
     "almoço|antes do meio dia|parte da manhã|manhãs"},
    {tag::part, 1,
     "tarde|à tarde|a tarde|de tarde|pela tarde|na parte da tarde|depois do almoço|tardinha|de "
     "tardinha|horário do almoço|hora do almoço|na hora do almoço|tardes|depois do meio dia"},
    {tag::part, 2,
     "noite|à noite|a noite|de noite|pela noite|depois do trabalho|depois do serviço|depois do "
     "expediente|fim da tarde|final da tarde|no fim do dia|final do dia|depois da "
     "escola|noitinha|fim do dia|apos o trabalho|depois da aula"},
    {tag::hours, 1, "hora|horas"},
    {tag::minutes, 0, "min|minuto|minutos"},
    // -- wishes ---
    {tag::anytime, 0,
     "qualquer dia|qualquer hora|a qualquer hora|tanto faz|tanto faz a hora|qualquer "
     "horário|quando puder|quando der|quando tiver vaga|quando tiver|sou flexível|qualquer "
     "momento|quando quiser|não importa quando|quando for melhor|quando for possível"},
    {tag::usual, 0,
     "o de sempre|como da última vez|como sempre|o mesmo de sempre|igual da última vez|o mesmo da "
     "última vez|igual à última vez|o mesmo que da última vez|meu horário de sempre|o habitual|de "
     "sempre|como de costume"},
    {tag::service, of(category::haircut),
     "corte|cortes|cortar|corte de cabelo|cortar o cabelo|cortar cabelo|franja|aparar|aparar as "
     "pontas|as pontas|barba|cabelinho na régua|cortinho|degradê|cortar meu cabelo"},
    {tag::service, of(category::coloring),
     "coloração|coloracao|coloracão|tintura|tinta|tingir|pintar|pintar o cabelo|pintar "
     "cabelo|pintar meu cabelo|luzes|mechas|reflexos|balayage|retocar a "
     "raiz|raiz|descolor*|tonaliz*|colorir|morena iluminada|californianas"},
    {tag::service, of(category::manicure),
     "manicure|manicures|manicura|unha|unhas|fazer a unha|fazer as unhas|fazer "
     "unha|esmaltação|unhas em gel|alongamento de unhas|mão~|as mãos~|mãos~|esmalte em gel"},
    {tag::service, of(category::pedicure),
     "pedicure|pedicures|pedicura|pé~|os pés~|pés~|unha do pé|unhas do pé|unhas dos pés|spa dos "
     "pés"},
    {tag::service, of(category::facial),
     "facial|limpeza de pele|limpeza facial|tratamento facial|limpesa de pele|peeling"},
    {tag::service, of(category::massage),
     "massagem|massagens|masagem|massagen|drenagem|massagem relaxante|massagista"},
    {tag::service, of(category::waxing), "depilação|depilacao|depilar*|cera|virilha"},
    {tag::with, 0, "com|com a|com o|c|c a|c o|com o profissional"},
    {tag::stylist, 0, "cabeleireira|cabeleireiro|senhor|senhora|dona|seu|profissional|manicurista"},
    {tag::negation, 0,
     "não dá|não consigo|exceto|exceto na|menos na|menos no|não posso|não posso na|em vez de|ao "
     "invés de|que não seja|que não seja na|nao posso"},
    // -- speech acts ---
    {tag::greeting, 0,
     "oi|oie|olá|ola|bom dia|boa tarde|boa noite|oi bom dia|oi boa tarde|oi tudo bem|tudo "
     "bem|opa|e aí|eai|oi gente|saudações|alô"},
    {tag::thanks, 0,
     "obrigado|obrigada|muito obrigado|muito "
     "obrigada|brigado|brigada|valeu|vlw|obg|obgd|agradeço|agradecida|obrigadão|grato|grata"},
    {tag::cancel, 0,
     "cancelar|cancela|cancele|cancelo|cancelamento|desmarcar|desmarca|desmarque|desmarcar meu "
     "horário|não vou poder ir|não poderei ir|deixa pra lá|esquece|desistir|desisto|anular|parar"},
    {tag::restart, 0,
     "começar de novo|comecar de novo|recomeçar|reiniciar|menu|menu principal|do início|do "
     "zero|voltar ao início|começar outra vez|iniciar de novo|novo agendamento|início|começar do "
     "zero|começar"},
    {tag::call_salon, 0,
     "ligar|ligar pro salão|ligar para|ligo|me liga|me ligue|ligação|telefone|telefone de "
     "vocês|número de telefone|falar com alguém|falar com uma pessoa|pessoa de "
     "verdade|atendente|recepção|gerente|humano|telefonar|número de vocês|ligar ao salão|falar com "
     "atendente"},
    {tag::yes, 0,
     "sim|ss|ok|tá|tá bom|ta bom|claro|perfeito|confirmo|confirmar|confirmado|pode ser|isso|isso "
     "mesmo|beleza|blz|certo|com certeza|fechado|pode confirmar|combinado|ótimo|pode|sim por "
     "favor|quero sim|show|tudo certo|dale"},
    {tag::no, 0,
     "não|nao|n|não obrigado|não obrigada|nao obrigado|não quero|agora não|melhor não|nao "
     "obrigada"},
    // -- the rest ---
    {tag::people, 0, "pessoas|pessoa|crianças|adultos|amigas|amigos"},
    {tag::currency, 0, "reais|real|rs|euros|euro|conto|contos|pila"},
    {tag::option, 0, "opção|opcao|número|numero|num"},
    {tag::filler, 0,
     "por favor|pfv|pf|porfavor|por gentileza|fazendo favor|kkk|kk|rsrs|pfvr|faz favor|gentileza"},
    {tag::common, 0,
     "mais "
     "tarde|eu|me|meu|minha|seu|sua|nós|você|vocês|vc|vcs|te|se|lhe|quero|queria|gostaria|preciso|"
     "posso|"
     "pode|podem|poderia|tem|têm|tenho|há|vaga|vagas|horário|horários|marcar|marca|agendar|agenda|"
     "reservar|reserva|atendimento|fazer|mudar|remarcar|ir|vou|vir|é|está|estão|são|ser|foi|para|"
     "pra|pro|por|com|sem|que|qual|quais|quanto|custa|custam|preço|valor|onde|endereço|quando|como|"
     "melhor|bem|também|mas|porque|muito|mais|já|filho|filha|marido|esposa|cabelo|salão|disponível|"
     "disponíveis|livre|algo|algum|alguma|toda|todo|todos|todas|aqui|agora|antes|depois|este|isso|"
     "se|meia|um|uns|umas|ao|no|na|nos|nas|em|do|da|dos|das|de|os|as|sei|prefiro|serve|lá|atende|"
     "trabalha|fecha|abre|estacionamento|marta|maria|mario|ter|terno|sextos|gente|mãe|pai|irmã|"
     "amiga|favor|qualquer|vem|mesmo|mesma|nosso|nossa|hora|seria|tão|nem|ainda|só|até|estou|quer"},
};

} // namespace

lexicon_table portuguese_rows() { return rows; }

} // namespace quickbooking
