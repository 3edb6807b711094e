#include "load/customer/wishes.hpp"

#include <array>

namespace quickbooking {

namespace {

using texts = std::vector<std::string>;

const std::array<texts, all_languages.size()> wishes{
    texts{"Haircut in {days} days at {hour}:00",
          "I would like a massage in {days} days at {hour}:00", "Coloring tomorrow at {hour}:00",
          "Please book a pedicure in {days} days"},
    texts{"Стрижка через {days} дней в {hour}:00", "Хочу на массаж через {days} дней в {hour}:00",
          "Окрашивание завтра в {hour}:00", "Запишите на педикюр завтра"},
    texts{"Quiero un corte de pelo mañana a las {hour}:00",
          "Quisiera un masaje en {days} días a las {hour}:00",
          "Quiero una pedicura mañana a las {hour}:00"},
    texts{"Quero um corte de cabelo amanhã às {hour}:00", "Quero uma massagem amanhã às {hour}:00",
          "Gostaria de fazer pedicure amanhã às {hour}:00"},
    texts{"תספורת בעוד {days} ימים בשעה {hour}:00", "אני רוצה עיסוי מחר בשעה {hour}:00",
          "פדיקור מחר בשעה {hour}:00"},
};

void replace_all(std::string& text, std::string_view name, const std::string& value) {
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
    text.replace(at, name.size(), value);
}

} // namespace

const std::vector<std::string>& built_in_wishes(language lang) {
  return wishes.at(static_cast<std::size_t>(lang));
}

std::string fill_wish(std::string_view wish, dice& chance) {
  std::string text{wish};
  replace_all(text, "{days}", std::to_string(2 + chance.below(24)));
  replace_all(text, "{hour}", std::to_string(10 + chance.below(8)));
  return text;
}

} // namespace quickbooking
