#define CAF_SUITE texts
#include "tests/booking/texts/text_fixture.hpp"

#include <caf/test/unit_test.hpp>

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace quickbooking;

namespace {

std::string call_glow(language lang, std::string salon) {
  return text(lang, text_key::call_salon, {{"salon", std::move(salon)}, {"phone", "1"}});
}

} // namespace

CAF_TEST(parameters_are_put_in) {
  CAF_CHECK_EQUAL(
      text(language::en, text_key::slot_taken, {{"time", "3:00 PM"}, {"day", "on Friday"}}),
      "😔 We're sorry, 3:00 PM on Friday is already taken.\n"
      "There are other good options. Which one suits you?");
  CAF_CHECK_EQUAL(text(language::ru, text_key::already_confirmed, {{"code", "QB-7F3K"}}),
                  "✅ Вы уже записаны, больше ничего делать не нужно.\nКод записи: QB-7F3K");
}

CAF_TEST(spanish_and_portuguese_say_at_by_the_hour) {
  auto at = [](language lang, std::string time) {
    auto all = text(lang, text_key::slot_available, {{"time", std::move(time)}, {"day", "X"}});
    auto begin = all.find("X ") + 2;
    return all.substr(begin, all.find('.', begin) - begin);
  };
  CAF_CHECK_EQUAL(at(language::es, "15:00"), "a las 15:00");
  CAF_CHECK_EQUAL(at(language::es, "01:30"), "a la 01:30");
  CAF_CHECK_EQUAL(at(language::es, "10:00"), "a las 10:00");
  CAF_CHECK_EQUAL(at(language::pt, "15:00"), "às 15:00");
  CAF_CHECK_EQUAL(at(language::pt, "01:00"), "à 01:00");
}

CAF_TEST(an_empty_name_or_phone_is_done_without) {
  auto offer = [](std::string name) {
    auto all = text(language::en, text_key::usual_offer, sample_with("name", name));
    return all.substr(0, all.find('\n'));
  };
  CAF_CHECK_EQUAL(offer("Noa"), "😊 Welcome back, Noa!");
  CAF_CHECK_EQUAL(offer(""), "😊 Welcome back!");
  CAF_CHECK_EQUAL(text(language::en, text_key::error, {{"phone", ""}}),
                  "😔 Something went wrong on our side.\nPlease try again in a moment.");
}

CAF_TEST(a_value_cannot_break_the_line_nor_the_pattern) {
  CAF_CHECK_EQUAL(call_glow(language::en, "Glow\r\n\tSpa\x01 {name} #'"),
                  "📞 Call us, we'll be glad to help:\nGlow Spa {name} #', 1");
}

CAF_TEST(hebrew_isolates_names_and_turns_times_left_to_right) {
  CAF_CHECK_EQUAL(text(language::he, text_key::already_confirmed, {{"code", "QB-7F3K"}}),
                  "✅ התור כבר נקבע, אין צורך לעשות דבר.\nקוד התור: \u2066QB-7F3K\u2069");
  CAF_CHECK_EQUAL(text(language::he, text_key::next_options, {{"service", "Haircut"}}),
                  "✨ השעות הפנויות הקרובות עבור \u2068Haircut\u2069.\nמה מתאים לך?");
}

CAF_TEST(other_languages_isolate_only_what_is_right_to_left) {
  CAF_CHECK_EQUAL(call_glow(language::en, "שרה"),
                  "📞 Call us, we'll be glad to help:\n\u2068שרה\u2069, 1");
  CAF_CHECK_EQUAL(call_glow(language::en, "Café"), "📞 Call us, we'll be glad to help:\nCafé, 1");
}

CAF_TEST(a_name_cannot_leave_its_isolate) {
  auto all = call_glow(language::he, "A\u2069\u202EB");
  CAF_CHECK(all.find("\u2068AB\u2069") != std::string::npos);
}

CAF_TEST(a_forgotten_parameter_is_noticed) {
#ifdef NDEBUG
  CAF_CHECK_EQUAL(text(language::en, text_key::already_confirmed),
                  "✅ You're already booked, there is nothing more to do.\nBooking code: ");
#else
  try {
    text(language::en, text_key::already_confirmed);
    CAF_ERROR("nothing was thrown");
  } catch (const std::logic_error&) {
  }
#endif
}

CAF_TEST(an_unknown_language_gets_english) {
  auto unknown = static_cast<language>(77);
  CAF_CHECK_EQUAL(text(unknown, text_key::label_confirm), "Confirm");
}

CAF_TEST(threads_may_write_at_once) {
  std::vector<std::string> results(4);
  std::atomic<int> ready{0};
  std::vector<std::thread> threads;
  for (auto& result : results)
    threads.emplace_back([&] {
      for (++ready; ready < 4;)
        std::this_thread::yield();
      for (auto lang : all_languages)
        result += text(lang, text_key::waitlist_offer, sample_args())
                  + format_money(lang, 5050, "EUR") + shortened(format_bookings(lang, 22), 6);
    });
  for (auto& each : threads)
    each.join();
  CAF_CHECK(results[0].find("15 минут") != std::string::npos);
  for (auto& result : results)
    CAF_CHECK_EQUAL(result, results[0]);
}
