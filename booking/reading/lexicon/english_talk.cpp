#include "booking/reading/lexicon/tables.hpp"

namespace quickbooking {

namespace {

constexpr lexicon_row rows[] = {
    // -- wishes ---
    {tag::anytime, 0, "anytime|any time|whenever|any day|any hour|flexible|im flexible|any slot"},
    {tag::anytime, 0, "whatever time|doesnt matter when|dont mind when|dont care when"},
    {tag::anytime, 0, "when you can|as soon as possible~"},
    {tag::usual, 0, "my usual|the usual|usual|usual appointment|same as last time|like last time"},
    {tag::usual, 0, "same as always|same as before|same again"},
    {tag::service, of(category::haircut), "haircut|haircuts|hair cut|hair cuts|hairut|cut|trim"},
    {tag::service, of(category::haircut), "trimmed|trims|fade|buzz cut|crop|fringe|bangs|shave"},
    {tag::service, of(category::haircut), "beard|beard trim|hairdo|hair done|fringe trim|restyle"},
    {tag::service, of(category::haircut), "cuts"},
    {tag::service, of(category::coloring), "coloring|colouring|color|colour|hair color"},
    {tag::service, of(category::coloring), "hair colour|dye|dyed|dye my hair|tint|tinted"},
    {tag::service, of(category::coloring), "highlights|lowlights|balayage|ombre|roots"},
    {tag::service, of(category::coloring), "root touch up|bleach|toner|colored|coloured"},
    {tag::service, of(category::coloring), "babylights"},
    {tag::service, of(category::manicure), "manicure|manicures|mani|manis|nails|nail|fingernails"},
    {tag::service, of(category::manicure), "gel nails|gels|shellac|acrylics|nail polish"},
    {tag::service, of(category::manicure), "nails done"},
    {tag::service, of(category::pedicure), "pedicure|pedicures|pedi|pedis|toes|toenails|toe nails"},
    {tag::service, of(category::pedicure), "foot care|feet~"},
    {tag::service, of(category::facial), "facial|facials|face treatment|face cleaning"},
    {tag::service, of(category::facial), "skin cleaning|face mask|skincare|skin care|face~"},
    {tag::service, of(category::massage), "massage|massages|massaged|back rub|rubdown"},
    {tag::service, of(category::massage), "back massage|body massage|full body massage"},
    {tag::service, of(category::massage), "deep tissue"},
    {tag::service, of(category::waxing), "waxing|wax|bikini wax|leg wax|brazilian|hair removal"},
    {tag::with, 0, "with|w|by~|from~|see~"},
    {tag::stylist, 0, "mr|mrs|ms|miss|stylist|master|hairdresser|the stylist"},
    {tag::negation, 0, "not|not on|doesnt work|isnt good|no good|except|except on|but not|dont"},
    {tag::negation, 0, "cant|cannot|cant do|anything but|instead of|rather than|wont"},
    {tag::change, 0, "change|reschedule|move|switch|swap|push|shift|postpone|rebook"},
    // -- speech acts ---
    {tag::greeting, 0, "hi|hello|hey|heya|hiya|howdy|yo|good morning|good afternoon|good evening"},
    {tag::greeting, 0, "good day|greetings|morning all|hi there|hello there|hey there"},
    {tag::greeting, 0, "morning guys"},
    {tag::thanks, 0, "thanks|thank you|thx|ty|tks|thank u|cheers|thanx|much appreciated"},
    {tag::thanks, 0, "appreciate it|tysm|have a nice day|have a good day|have a great day"},
    {tag::thanks, 0, "have a good one"},
    {tag::cancel, 0, "cancel|cancelling|canceling|cancelled|call off|call it off|stop|never mind"},
    {tag::cancel, 0, "nevermind|nvm|forget it"},
    {tag::restart, 0, "restart|start over|start again|start from the beginning|start from scratch"},
    {tag::restart, 0, "menu|main menu|begin again|reset|new booking|go back to start"},
    {tag::restart, 0, "from the start|back to start|begin"},
    {tag::call_salon, 0, "call|call you|call me|phone you|call the salon|call salon|phone number"},
    {tag::call_salon, 0, "your number|telephone|ring you|speak to someone|talk to someone|human"},
    {tag::call_salon, 0, "real person|speak to a human|talk to a person|operator|receptionist"},
    {tag::call_salon, 0, "manager|an agent|speak with someone"},
    {tag::yes, 0, "yes|yep|yeah|yea|yup|ya|ok|okay|sure|confirm|confirmed|correct|of course"},
    {tag::yes, 0, "sounds good|perfect|great|absolutely|definitely|alright|all right|yes please"},
    {tag::yes, 0, "thats fine|that works|works for me|go ahead|do it|book it|deal"},
    {tag::no, 0, "no|nope|nah|no thanks|no thank you|not now|no way|not really"},
    // -- the rest ---
    {tag::people, 0, "people|persons|ppl|adults|kids|children|girls|guys|of us"},
    {tag::currency, 0, "usd|dollars|dollar|bucks|eur|euros|euro|quid|pounds|gbp|shekels"},
    {tag::option, 0, "number|option|nr|num|choice"},
    {tag::filler, 0, "please|pls|plz|kindly|lol|haha|asap|see you|see you then|see ya"},
    {tag::filler, 0, "see you soon|see you there"},
    {tag::common, 0, "i|im|id|ill|ive|you|u|we|my|me|your|it|its|is|are|do|does|did|can|could"},
    {tag::common, 0, "would|will|want|need|like|have|has|had|get|got|book|booking|appointment"},
    {tag::common, 0, "appt|schedule|reserve|slot|free|available|availability|any|anything|some"},
    {tag::common, 0, "for|come|came|make|made|what|when|where|which|how|much|who|price|cost|costs"},
    {tag::common, 0, "address|open|closed|there|here|if|so|but|just|maybe|works|work|better|best"},
    {tag::common, 0, "done|looking|look|thing|things|time|times|instead|actually|she|he|they|am"},
    {tag::common, 0, "was|be|been|hair|son|daughter|mom|mum|dad|wife|husband|friend|long|short"},
    {tag::common, 0, "also|too|then|than|that|these|those|months|month|year|later|earlier|soon"},
    {tag::common, 0, "mother|sunny|money|monthly|many|marching|cute|parking|location|squeeze"},
    {tag::common, 0, "chance|possible|wanna|gonna|gotta|really|very|wont|fine|good|nice|lovely"},
    {tag::common, 0, "friendly|mine|massive|message|messages|colder|sister|brother|father|number"},
    {tag::common, 0, "let|lets|us|thursty|finds|found|afterwards|because|why|well|ones|off|out|up"},
    {tag::common, 0, "dont know|i dont know|my phone|my number|my phone number|not sure"},
};

} // namespace

lexicon_table english_talk_rows() { return rows; }

} // namespace quickbooking
