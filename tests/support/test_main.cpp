// The entry point of every test binary: CAF's own test runner. It tells which check failed only
// when it tells each one that did not, too (-v 4), which is thousands of lines; those are left out
// here.
#define CAF_TEST_NO_MAIN
#include <caf/test/unit_test_impl.hpp>

#include <iostream>
#include <mutex>
#include <streambuf>
#include <string>
#include <string_view>

namespace {

/// Passes on whole lines, but for those of checks that held. Any thread.
class without_good_checks : public std::streambuf {
public:
  explicit without_good_checks(std::ostream& out) : out_(out), below_(out.rdbuf(this)) {}

  ~without_good_checks() override {
    out_.rdbuf(below_);
    below_->sputn(line_.data(), static_cast<std::streamsize>(line_.size()));
    below_->pubsync();
  }

private:
  int_type overflow(int_type c) override {
    const auto one = traits_type::to_char_type(c);
    return xsputn(&one, 1) == 1 ? c : traits_type::eof();
  }

  std::streamsize xsputn(const char* text, std::streamsize size) override {
    const std::lock_guard guard{lock_};
    for (const auto c : std::string_view{text, static_cast<std::size_t>(size)})
      put(c);
    return size;
  }

  void put(char c) {
    line_.push_back(c);
    if (c != '\n')
      return;
    if (!line_.starts_with("** "))
      below_->sputn(line_.data(), static_cast<std::streamsize>(line_.size()));
    line_.clear();
  }

  int sync() override { return below_->pubsync(); }

  std::ostream& out_;
  std::streambuf* below_;
  std::mutex lock_;
  std::string line_;
};

} // namespace

int main(int argc, char** argv) {
  const without_good_checks filter{std::cerr};
  return caf::test::main(argc, argv);
}
