#define CAF_SUITE redis_codec

#include "net/redis/redis_codec.hpp"
#include "net/redis/redis_handshake.hpp"
#include "net/redis/redis_pipeline.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;
using kind = redis_value::kind;

namespace {

/// All replies in these bytes, fed in pieces; the error if there is one.
result<std::vector<redis_value>> decode(std::string_view bytes, std::size_t piece = 1 << 20) {
  redis_decoder decoder;
  std::vector<redis_value> out;
  for (std::size_t i = 0; i < bytes.size(); i += piece) {
    decoder.feed(bytes.substr(i, piece));
    for (;;) {
      auto value = decoder.next();
      if (!value)
        return tl::make_unexpected(value.error());
      if (!*value)
        break;
      out.push_back(std::move(**value));
    }
  }
  return out;
}

redis_value status(std::string text) { return {kind::status, std::move(text), 0, {}}; }
redis_value error(std::string text) { return {kind::error, std::move(text), 0, {}}; }

std::string code(const result<void>& judged) { return judged ? "" : judged.error().code; }

redis_pipeline::entry entry_due(int at, std::vector<int>* log = nullptr) {
  return {[at, log](const result<redis_value>&) {
            if (log != nullptr)
              log->push_back(at);
          },
          redis_pipeline::time_point{std::chrono::seconds{at}}};
}

redis_pipeline::time_point second(int at) {
  return redis_pipeline::time_point{std::chrono::seconds{at}};
}

} // namespace

// -- codec --------------------------------------------------------------------

CAF_TEST(a_command_is_an_array_of_bulk_strings) {
  CAF_CHECK_EQUAL(encode_redis({"SET", "k", std::string("a\0\r\n", 4)}),
                  std::string("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$4\r\na\0\r\n\r\n", 30));
  CAF_CHECK_EQUAL(encode_redis({"GET", ""}), "*2\r\n$3\r\nGET\r\n$0\r\n\r\n");
}

CAF_TEST(every_kind_of_reply_is_read_in_any_pieces) {
  const std::string bytes
      = "+OK\r\n-ERR no\r\n:-42\r\n$5\r\nhe\r\nl\r\n$-1\r\n*-1\r\n*0\r\n$0\r\n\r\n"
        "*3\r\n*2\r\n:1\r\n$-1\r\n+x\r\n*1\r\n*1\r\n:2\r\n";
  for (const std::size_t piece : {1, 2, 3, 7, 1000}) {
    const auto values = decode(bytes, piece);
    CAF_REQUIRE(values.has_value());
    CAF_REQUIRE_EQUAL(values->size(), 9u);
    CAF_CHECK(values->at(0).what == kind::status && values->at(0).text == "OK");
    CAF_CHECK(values->at(1).is_error() && values->at(1).text == "ERR no");
    CAF_CHECK(values->at(2).what == kind::integer && values->at(2).number == -42);
    CAF_CHECK(values->at(3).what == kind::string && values->at(3).text == "he\r\nl");
    CAF_CHECK(values->at(4).is_nil());
    CAF_CHECK(values->at(5).is_nil());
    CAF_CHECK(values->at(6).what == kind::array && values->at(6).items.empty());
    CAF_CHECK(values->at(7).what == kind::string && values->at(7).text.empty());
    const auto& nested = values->at(8).items;
    CAF_REQUIRE_EQUAL(nested.size(), 3u);
    CAF_CHECK_EQUAL(nested[0].items[0].number, 1);
    CAF_CHECK(nested[0].items[1].is_nil());
    CAF_CHECK_EQUAL(nested[1].text, "x");
    CAF_CHECK_EQUAL(nested[2].items[0].items[0].number, 2);
  }
}

CAF_TEST(what_is_not_resp2_is_an_error) {
  for (const auto* bad : {"HTTP/1.1 400 Bad Request\r\n", "$abc\r\n", "*99999999999999\r\n",
                          "$-2\r\n", "%1\r\n+a\r\n+b\r\n", "\x16\x03\x01", ":12x\r\n"}) {
    const auto values = decode(bad);
    CAF_REQUIRE(!values.has_value());
    CAF_CHECK_EQUAL(values.error().code, "redis_lost");
  }
}

CAF_TEST(an_array_that_only_claims_to_be_huge_costs_nothing) {
  const auto values = decode("*2147483647\r\n*2147483647\r\n:1\r\n");
  CAF_REQUIRE(values.has_value());
  CAF_CHECK(values->empty());
}

CAF_TEST(a_reply_of_too_many_values_is_refused) {
  std::string bytes = "*1000001\r\n";
  for (int i = 0; i < 1'000'001; ++i)
    bytes += ":1\r\n";
  CAF_CHECK(!decode(bytes).has_value());
  const auto fitting = decode("*999990\r\n" + bytes.substr(10, 4 * 999'990));
  CAF_REQUIRE(fitting.has_value());
  CAF_REQUIRE_EQUAL(fitting->size(), 1u);
  CAF_CHECK_EQUAL(fitting->front().items.size(), 999'990u);
}

CAF_TEST(a_reply_of_too_many_bytes_is_refused) {
  redis_decoder decoder;
  decoder.feed("$500000000\r\n");
  const std::string chunk(8 * 1024 * 1024, 'x');
  for (int i = 0; i < 8; ++i) {
    CAF_CHECK(decoder.next().has_value());
    decoder.feed(chunk);
  }
  CAF_CHECK(!decoder.next().has_value());
}

CAF_TEST(many_replies_together_may_exceed_what_one_may) {
  redis_decoder decoder;
  const std::string megabyte = "$1048576\r\n" + std::string(1 << 20, 'x') + "\r\n";
  int read = 0;
  for (int i = 0; i < 80; ++i) {
    decoder.feed(megabyte);
    const auto value = decoder.next();
    read += value && *value && (*value)->text.size() == 1 << 20;
  }
  CAF_CHECK_EQUAL(read, 80);
}

// -- handshake ----------------------------------------------------------------

CAF_TEST(the_handshake_asks_for_what_the_address_needs) {
  redis_address where;
  CAF_CHECK_EQUAL(redis_handshake{where}.commands().size(), 1u);
  where.password = "p";
  where.database = 3;
  const redis_handshake plain{where};
  CAF_REQUIRE_EQUAL(plain.commands().size(), 3u);
  CAF_CHECK(plain.commands()[0] == (std::vector<std::string>{"AUTH", "p"}));
  CAF_CHECK(plain.commands()[1] == (std::vector<std::string>{"SELECT", "3"}));
  CAF_CHECK(plain.commands()[2] == (std::vector<std::string>{"PING"}));
  where.username = "u";
  CAF_CHECK(redis_handshake{where}.commands()[0] == (std::vector<std::string>{"AUTH", "u", "p"}));
}

CAF_TEST(wrong_credentials_differ_from_a_server_that_is_not_ready) {
  redis_address where;
  where.password = "p";
  const auto judge = [&where](const redis_value& answer) {
    redis_handshake shake{where};
    return code(shake.on_answer(answer));
  };
  CAF_CHECK_EQUAL(judge(status("OK")), "");
  CAF_CHECK_EQUAL(judge(error("WRONGPASS invalid")), "redis_auth");
  CAF_CHECK_EQUAL(judge(error("ERR AUTH called without any password configured")), "redis_auth");
  CAF_CHECK_EQUAL(judge(error("LOADING Redis is loading")), "redis_down");
  CAF_CHECK_EQUAL(judge(status("PONG")), "redis_down");
  where.password.clear();
  CAF_CHECK_EQUAL(judge(status("PONG")), "");
  CAF_CHECK_EQUAL(judge(error("NOAUTH Authentication required.")), "redis_auth");
  CAF_CHECK_EQUAL(judge(error("NOPERM no permission")), "redis_auth");
  CAF_CHECK_EQUAL(judge(error("ERR max number of clients reached")), "redis_down");
  CAF_CHECK_EQUAL(judge(status("OK")), "redis_down");
}

CAF_TEST(the_handshake_is_done_after_its_last_answer) {
  redis_address where;
  where.database = 1;
  redis_handshake shake{where};
  CAF_CHECK(shake.on_answer(status("OK")).has_value());
  CAF_CHECK(!shake.is_done());
  CAF_CHECK(shake.on_answer(status("PONG")).has_value());
  CAF_CHECK(shake.is_done());
  CAF_CHECK_EQUAL(code(shake.on_answer(status("PONG"))), "redis_down");
}

// -- pipeline -----------------------------------------------------------------

CAF_TEST(answers_belong_to_commands_in_their_order) {
  redis_pipeline line;
  std::vector<int> log;
  for (const int at : {3, 1, 2})
    line.push(entry_due(at, &log));
  while (!line.empty())
    line.pop().done(redis_value{});
  CAF_CHECK(log == (std::vector{3, 1, 2}));
}

CAF_TEST(the_earliest_deadline_is_that_of_a_command_still_waiting) {
  redis_pipeline line;
  CAF_CHECK(!line.earliest());
  for (const int at : {5, 1, 9, 7})
    line.push(entry_due(at));
  CAF_CHECK(line.earliest() == second(1));
  line.pop();
  CAF_CHECK(line.earliest() == second(1));
  line.pop();
  CAF_CHECK(line.earliest() == second(7));
  line.push(entry_due(2));
  CAF_CHECK(line.earliest() == second(2));
  CAF_CHECK_EQUAL(line.take_all().size(), 3u);
  CAF_CHECK(!line.earliest());
  line.push(entry_due(4));
  CAF_CHECK(line.earliest() == second(4));
}
