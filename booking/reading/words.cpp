#include "booking/reading/words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace quickbooking {

namespace {

constexpr std::size_t max_bytes = 4096;

std::string_view cut(std::string_view text) {
  if (text.size() <= max_bytes)
    return text;
  auto n = max_bytes;
  while (n > 0 && (static_cast<unsigned char>(text[n]) & 0xC0u) == 0x80u)
    --n;
  return text.substr(0, n);
}

icu::UnicodeString normalised(std::string_view text) {
  const auto part = cut(text);
  const auto raw = icu::UnicodeString::fromUTF8({part.data(), static_cast<int32_t>(part.size())});
  auto status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status) || nfkc->isNormalized(raw, status))
    return raw;
  auto result = nfkc->normalize(raw, status);
  return U_SUCCESS(status) ? result : raw;
}

bool is_latin_with_mark(UChar32 c) {
  return (c >= 0xC0 && c <= 0x24F) || (c >= 0x1E00 && c <= 0x1EFF);
}

/// Latin letters lose their accents, for customers leave them out; in Cyrillic only the dots of
/// "yo" are optional.
UChar32 fold(UChar32 c) {
  c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
  if (c == u'ё')
    return u'е';
  if (!is_latin_with_mark(c))
    return c;
  auto status = U_ZERO_ERROR;
  static const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  return nfd != nullptr && nfd->getDecomposition(c, parts) ? parts.char32At(0) : c;
}

bool is_apostrophe(UChar32 c) {
  return c == '\'' || c == u'’' || c == u'‘' || c == u'׳' || c == '`' || c == u'ʼ';
}

bool is_hebrew(UChar32 c) { return c >= 0x5D0 && c <= 0x5EA; }

bool is_hyphen(UChar32 c) { return c == '-' || c == u'־' || (c >= 0x2010 && c <= 0x2015); }

/// Seen as if it were not there: it neither is a letter nor parts two.
bool is_invisible(UChar32 c) {
  const auto type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR
         || is_apostrophe(c) || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool is_kept_sign(UChar32 c) {
  return u_ispunct(c) || u_charType(c) == U_CURRENCY_SYMBOL || c == '+' || c == '=';
}

/// Cuts one text. Lives only as long as a word_list is built.
class cutter {
public:
  cutter(std::u16string& folded, std::vector<word>& words) : folded_{folded}, words_{words} {}

  void cut(const icu::UnicodeString& text) {
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1))
      take(text.char32At(i), i > 0 ? text.char32At(i - 1) : 0,
           i + 1 < text.length() ? text.char32At(i + 1) : 0);
    close();
  }

  bool is_shouted() const { return capitals_ > 3 && small_ == 0; }

private:
  void take(UChar32 c, UChar32 before, UChar32 after) {
    const auto digit = c < 0x80 ? (c >= '0' && c <= '9' ? c - '0' : -1) : u_charDigitValue(c);
    if (digit >= 0)
      append(word_kind::number, static_cast<char16_t>('0' + digit), false);
    else if (c < 0x80 ? u_isalpha(c) : u_isalpha(c) && u_charType(c) != U_NON_SPACING_MARK)
      take_letter(c);
    else if (is_invisible(c) || (is_quote(c) && is_hebrew(before) && is_hebrew(after)))
      return;
    else
      take_other(c, before, after);
  }

  static bool is_quote(UChar32 c) { return c == '"' || c == u'״' || c == u'”'; }

  void take_letter(UChar32 c) {
    const auto upper = u_isupper(c) != 0;
    (upper ? capitals_ : small_) += 1;
    const auto folded = fold(c);
    if (folded <= 0xFFFF)
      append(word_kind::letters, static_cast<char16_t>(folded), upper);
    else
      close();
  }

  /// A hyphen between letters only parts them: "meio-dia" is "meio dia".
  void take_other(UChar32 c, UChar32 before, UChar32 after) {
    if (c == '.' && is_initial() && u_isalpha(after))
      return;
    close();
    const auto parts_letters = is_hyphen(c) && u_isalpha(before) && u_isalpha(after);
    const auto repeated = c == before;
    if (!is_kept_sign(c) || parts_letters || repeated || c > 0xFFFF) {
      glued_ = glued_ && repeated;
      return;
    }
    open(word_kind::sign, false);
    folded_.push_back(is_hyphen(c) ? u'-' : static_cast<char16_t>(c));
    close();
  }

  /// "p.m." is one word.
  bool is_initial() const {
    return open_ && words_.back().kind == word_kind::letters
           && folded_.size() == words_.back().begin + 1;
  }

  void append(word_kind kind, char16_t c, bool upper) {
    if (!open_ || words_.back().kind != kind) {
      close();
      open(kind, upper);
    }
    folded_.push_back(c);
  }

  void open(word_kind kind, bool upper) {
    words_.push_back({kind, glued_ && !words_.empty(), upper, 0, folded_.size(), 0});
    open_ = true;
  }

  void close() {
    if (!open_)
      return;
    finish(words_.back());
    open_ = false;
    glued_ = true;
  }

  void finish(word& last) {
    if (last.kind == word_kind::letters)
      write_emphasis_once(last.begin);
    last.length = folded_.size() - last.begin;
    if (last.kind == word_kind::number)
      last.value = last.length > 9 ? -1 : value_of(last.begin);
  }

  /// Three or more equal letters become one.
  void write_emphasis_once(std::size_t begin) {
    auto out = begin;
    for (auto i = begin; i < folded_.size();) {
      const auto end = folded_.find_first_not_of(folded_[i], i);
      const auto n = std::min(end, folded_.size()) - i;
      const auto c = folded_[i];
      for (std::size_t k = 0; k < (n < 3 ? n : 1); ++k)
        folded_[out++] = c;
      i += n;
    }
    folded_.resize(out);
  }

  int value_of(std::size_t begin) const {
    auto result = 0;
    for (auto i = begin; i < folded_.size(); ++i)
      result = result * 10 + (folded_[i] - u'0');
    return result;
  }

  std::u16string& folded_;
  std::vector<word>& words_;
  bool open_ = false;
  bool glued_ = false;
  int capitals_ = 0;
  int small_ = 0;
};

} // namespace

word_list::word_list(std::string_view text) {
  const auto normal = normalised(text);
  folded_.reserve(static_cast<std::size_t>(normal.length()));
  words_.reserve(static_cast<std::size_t>(normal.length()) / 4 + 4);
  cutter cut_up{folded_, words_};
  cut_up.cut(normal);
  shouted_ = cut_up.is_shouted();
}

bool word_list::is_sign(std::size_t i, char16_t c) const {
  return i < size() && words_[i].kind == word_kind::sign && folded_[words_[i].begin] == c;
}

bool word_list::is_number(std::size_t i) const {
  return i < size() && words_[i].kind == word_kind::number;
}

bool word_list::is_letters(std::size_t i) const {
  return i < size() && words_[i].kind == word_kind::letters;
}

std::vector<std::u16string> folded_words(std::string_view text) {
  const word_list words{text};
  std::vector<std::u16string> result;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].kind != word_kind::sign)
      result.emplace_back(words.text(i));
  return result;
}

script script_of(std::u16string_view word) {
  const auto c = word.empty() ? u' ' : word.front();
  if ((c >= u'a' && c <= u'z') || is_latin_with_mark(c))
    return script::latin;
  if (c >= 0x400 && c <= 0x52F)
    return script::cyrillic;
  return is_hebrew(c) ? script::hebrew : script::other;
}

} // namespace quickbooking
