#define CAF_SUITE confirmation_card
#include "tests/booking/cards/card_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

const auto where = glow();
const auto chosen = slot_at("sarah", "2025-10-31", "15:00");

std::string body_in(language lang) { return confirmation_card(where, lang, chosen).body; }

} // namespace

CAF_TEST(everything_that_is_booked_is_said) {
  CAF_CHECK_EQUAL(body_in(language::en), "✅ Please check and confirm:\nHaircut with Sarah\n"
                                         "Friday, Oct 31, 3:00 PM - 4:00 PM · 1 hour · $50");
  CAF_CHECK_EQUAL(body_in(language::ru), "✅ Пожалуйста, проверьте и подтвердите:\nСтрижка · Sarah\n"
                                         "пятница, 31 окт, 15:00–16:00 · 1 час · 50\u00A0$");
  CAF_CHECK_EQUAL(body_in(language::es), "✅ Revisa los datos y confirma:\nHaircut con Sarah\n"
                                         "viernes, 31 oct, 15:00–16:00 · 1 hora · 50\u00A0$");
  CAF_CHECK_EQUAL(body_in(language::pt), "✅ Confira os dados e confirme:\nHaircut com Sarah\n"
                                         "sexta, 31 out, 15:00–16:00 · 1 hora · $\u00A050");
  CAF_CHECK_EQUAL(body_in(language::he),
                  "✅ נא לבדוק ולאשר:\nשירות: \u2068Haircut\u2069, אצל \u2068Sarah\u2069\n"
                  "מועד: \u2068יום שישי, 31 אוק׳\u2069, \u206615:00\u2069–\u206616:00\u2069 · "
                  "\u2068שעה\u2069 · \u2068\u200F50\u00A0\u200F$\u2069");
}

CAF_TEST(one_can_confirm_or_change) {
  auto x = confirmation_card(where, language::es, chosen);
  CAF_CHECK_EQUAL(x.header, "Glow");
  CAF_CHECK_EQUAL(joined_by_bar(titles_of(x)), "Confirmar|Cambiar hora");
  CAF_CHECK_EQUAL(joined_by_bar(ids_of(x)),
                  "confirm_" + chosen.id + "|action_change_slot_" + chosen.id);
}

CAF_TEST(a_long_slot_id_leaves_a_change_button_without_it) {
  auto legacy = chosen;
  legacy.id = std::string(190, 'm');
  CAF_CHECK_EQUAL(joined_by_bar(ids_of(confirmation_card(where, language::en, legacy))),
                  "confirm_" + legacy.id + "|action_change_slot");
}

CAF_TEST(long_names_leave_room_for_the_price) {
  auto long_named = glow();
  long_named.services[0].name = std::string(3000, 's');
  long_named.masters[0].name = std::string(3000, 'm');
  auto x = confirmation_card(long_named, language::en, chosen);
  CAF_CHECK(x.body.ends_with("$50"));
  CAF_CHECK(limit_violations(x).empty());
}

CAF_TEST(a_booking_is_told_with_its_code) {
  CAF_CHECK_EQUAL(confirmed_text(where, language::en, chosen, "QB-7F3K"),
                  "🎉 You're booked!\nHaircut with Sarah\nFriday, Oct 31 at 3:00 PM\n"
                  "Booking code: QB-7F3K\nSee you soon!");
  CAF_CHECK_EQUAL(
      confirmed_text(where, language::es, slot_at("sarah", "2025-10-31", "01:00"), "QB-7F3K"),
      "🎉 ¡Tu cita está reservada!\nHaircut con Sarah\nviernes, 31 oct, a la 01:00\n"
      "Código de reserva: QB-7F3K\n¡Hasta pronto!");
}

CAF_TEST(without_a_master_the_salon_is_named) {
  auto nobody = slot_at("gone", "2025-10-31", "15:00");
  CAF_CHECK(confirmation_card(where, language::en, nobody).body.find("Haircut with Glow")
            != std::string::npos);
}
