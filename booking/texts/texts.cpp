#include "booking/texts/texts.hpp"

#include "booking/texts/catalog.hpp"

namespace quickbooking {

std::string text(language lang, text_key key, const std::vector<text_arg>& args) {
  return text_pattern(lang, key).message(args);
}

std::vector<std::string> parameters_of(language lang, text_key key) {
  return text_pattern(lang, key).parameters();
}

} // namespace quickbooking
