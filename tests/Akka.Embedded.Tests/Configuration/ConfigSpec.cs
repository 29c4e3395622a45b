using Akka.Configuration;

namespace Akka.Tests.Configuration;

public sealed class ConfigSpec
{
    [Fact]
    public void Getter_must_return_the_value_when_the_path_is_set()
    {
        var config = ConfigurationFactory.ParseString(
            "a { text = hello, int = 42, long = 9007199254740993, double = 2.5, flag = on }"
        );

        config.GetString("a.text").ShouldBe("hello");
        config.GetInt("a.int").ShouldBe(42);
        config.GetLong("a.long").ShouldBe(9007199254740993);
        config.GetDouble("a.double").ShouldBe(2.5);
        config.GetBoolean("a.flag").ShouldBeTrue();
    }

    [Fact]
    public void Getter_must_return_the_default_when_the_path_is_absent()
    {
        var config = ConfigurationFactory.ParseString("a = 1");

        config.GetString("x", "none").ShouldBe("none");
        config.GetString("x").ShouldBeNull();
        config.GetInt("x", 7).ShouldBe(7);
        config.GetLong("a.below.a.number", 8).ShouldBe(8);
        config.GetDouble("x", 1.5).ShouldBe(1.5);
        config.GetBoolean("x", true).ShouldBeTrue();
        config.GetTimeSpan("x", TimeSpan.FromSeconds(3)).ShouldBe(TimeSpan.FromSeconds(3));
        config.GetTimeSpan("x").ShouldBe(TimeSpan.Zero);
        config.GetByteSize("x", 5).ShouldBe(5);
        config.GetStringList("x").ShouldBeEmpty();
        config.GetStringList("x", ["y"]).ShouldBe(["y"]);
        config.GetConfig("x").ShouldBeNull();
        config.GetValue("x").ShouldBeNull();
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("true", true)]
    [InlineData("off", false)]
    [InlineData("false", false)]
    public void Boolean_must_be_read_when_it_is_spelled_in_one_of_four_ways(string text, bool expected) =>
        ConfigurationFactory.ParseString($"flag = {text}").GetBoolean("flag", !expected).ShouldBe(expected);

    [Fact]
    public void Getter_must_throw_when_the_value_is_of_another_kind()
    {
        var config = ConfigurationFactory.ParseString(
            "text = hello, yes = yes, time = 5 parsecs, size = 5 parsecs, minus = -1"
        );

        Should.Throw<FormatException>(() => config.GetInt("text", 1));
        Should.Throw<FormatException>(() => config.GetDouble("text", 1));
        Should.Throw<NotSupportedException>(() => config.GetBoolean("yes"));
        Should.Throw<FormatException>(() => config.GetTimeSpan("time"));
        Should.Throw<FormatException>(() => config.GetTimeSpan("minus"));
        Should.Throw<FormatException>(() => config.GetByteSize("size"));
    }

    [Theory]
    [InlineData("100 ns", 1)]
    [InlineData("1 nano", 0)]
    [InlineData("1000 nanos", 10)]
    [InlineData("100nanosecond", 1)]
    [InlineData("250 nanoseconds", 2)]
    [InlineData("1 micro", 10)]
    [InlineData("1 micros", 10)]
    [InlineData("1.5 microsecond", 15)]
    [InlineData("3 microseconds", 30)]
    [InlineData("15", 150_000)]
    [InlineData("15.5", 155_000)]
    [InlineData("15 ms", 150_000)]
    [InlineData("15milli", 150_000)]
    [InlineData("15 millis", 150_000)]
    [InlineData("1 millisecond", 10_000)]
    [InlineData("1 milliseconds", 10_000)]
    [InlineData("0.5 s", 5_000_000)]
    [InlineData("1 second", 10_000_000)]
    [InlineData("2seconds", 20_000_000)]
    [InlineData("1m", 600_000_000)]
    [InlineData("1 minute", 600_000_000)]
    [InlineData("1.5 minutes", 900_000_000)]
    [InlineData("1 h", 36_000_000_000)]
    [InlineData("1 hour", 36_000_000_000)]
    [InlineData("2 hours", 72_000_000_000)]
    [InlineData("1 d", 864_000_000_000)]
    [InlineData("1 day", 864_000_000_000)]
    [InlineData("2 days", 1_728_000_000_000)]
    public void Duration_must_be_read_when_it_is_a_number_and_a_unit(string text, long ticks) =>
        ConfigurationFactory.ParseString($"x = {text}").GetTimeSpan("x").Ticks.ShouldBe(ticks);

    [Fact]
    public void Infinite_must_be_a_duration_only_when_it_is_allowed()
    {
        var config = ConfigurationFactory.ParseString("x = infinite");

        config.GetTimeSpan("x").ShouldBe(Timeout.InfiniteTimeSpan);
        Should.Throw<FormatException>(() => config.GetTimeSpan("x", allowInfinite: false));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1234", 1234)]
    [InlineData("12b", 12)]
    [InlineData("12 bytes", 12)]
    [InlineData("1k", 1024)]
    [InlineData("1 KiB", 1024)]
    [InlineData("2kB", 2000)]
    [InlineData("2 kilobytes", 2000)]
    [InlineData("1M", 1048576)]
    [InlineData("1 mebibyte", 1048576)]
    [InlineData("3MB", 3000000)]
    [InlineData("1g", 1073741824)]
    [InlineData("1 terabyte", 1_000_000_000_000)]
    [InlineData("1 Pi", 1L << 50)]
    [InlineData("1 exbibyte", 1L << 60)]
    public void Byte_size_must_be_read_when_it_is_a_number_and_a_unit(string text, long bytes) =>
        ConfigurationFactory.ParseString($"x = {text}").GetByteSize("x").ShouldBe(bytes);

    [Fact]
    public void List_must_be_read_when_its_elements_are_of_the_asked_kind()
    {
        var config = ConfigurationFactory.ParseString("n = [1, 2, 3], t = [\"a b\", c]");

        config.GetIntList("n").ShouldBe([1, 2, 3]);
        config.GetStringList("t").ShouldBe(["a b", "c"]);
        config.GetStringList("missing").ShouldBeEmpty();
    }

    [Fact]
    public void Path_must_be_found_when_it_is_set_even_to_null()
    {
        var config = ConfigurationFactory.ParseString("a { b = null }");

        config.HasPath("a").ShouldBeTrue();
        config.HasPath("a.b").ShouldBeTrue();
        config.HasPath("a.c").ShouldBeFalse();
        config.GetString("a.b", "default").ShouldBeNull();
    }

    [Fact]
    public void Path_must_reach_a_key_with_dots_when_the_key_is_quoted()
    {
        var config = ConfigurationFactory.ParseString("deployment { \"/a.b\" { router = pool } }");

        config.GetString("deployment.\"/a.b\".router").ShouldBe("pool");
    }

    [Fact]
    public void Key_must_keep_its_own_value_when_the_fallback_sets_it_too()
    {
        var config = ConfigurationFactory
            .ParseString("a { x = 1, list = [1] }")
            .WithFallback(ConfigurationFactory.ParseString("a { x = 2, y = 2, list = [8, 9] }\nb = 2"))
            .WithFallback(ConfigurationFactory.ParseString("a { x = 3, y = 3, z = 3 }\nb = 3, c { d = 3 }"));

        config.GetInt("a.x").ShouldBe(1);
        config.GetInt("a.y").ShouldBe(2);
        config.GetInt("a.z").ShouldBe(3);
        config.GetInt("b").ShouldBe(2);
        config.GetInt("c.d").ShouldBe(3);
        config.GetIntList("a.list").ShouldBe([1]);
    }

    [Fact]
    public void Value_and_object_must_replace_each_other_when_the_fallback_has_the_other_kind()
    {
        Config value = "a = 1";
        Config tree = "a { b = 2 }";

        value.WithFallback(tree).HasPath("a.b").ShouldBeFalse();
        value.WithFallback(tree).GetInt("a").ShouldBe(1);
        tree.WithFallback(value).GetInt("a.b").ShouldBe(2);
    }

    [Fact]
    public void Fallback_must_leave_both_sides_unchanged_when_they_are_merged()
    {
        Config front = "a { x = 1 }";
        Config behind = "a { y = 2 }";

        front.WithFallback(behind);

        front.HasPath("a.y").ShouldBeFalse();
        behind.HasPath("a.x").ShouldBeFalse();
    }

    [Fact]
    public void Fallback_must_be_ignored_when_it_is_null_and_refused_when_it_is_the_configuration_itself()
    {
        Config config = "a = 1";

        config.WithFallback(null!).ShouldBeSameAs(config);
        Config.Empty.WithFallback(config).ShouldBeSameAs(config);
        Should.Throw<ArgumentException>(() => config.WithFallback(config));
    }

    [Fact]
    public void Part_must_contain_the_fallbacks_when_it_is_cut_out_of_a_merged_configuration()
    {
        var part = ConfigurationFactory.ParseString("a { x = 1 }").WithFallback("a { x = 2, y = 2 }").GetConfig("a")!;

        part.GetInt("x").ShouldBe(1);
        part.GetInt("y").ShouldBe(2);
        part.Root.GetObject()!.Items.Keys.Order().ShouldBe(["x", "y"]);
    }

    [Fact]
    public void Tree_must_be_walked_when_the_keys_are_not_known()
    {
        var config = ConfigurationFactory.ParseString("sessions { maker { n = 1 }\n taker { n = 2 } }");

        var sessions = config.GetValue("sessions")!.GetObject()!.Items;

        sessions.Keys.ShouldBe(["maker", "taker"]);
        sessions["taker"].ToConfig().GetInt("n").ShouldBe(2);
        config.Root.GetObject()!.Items.Keys.ShouldBe(["sessions"]);
        config.Root.GetObject()!.GetKey("absent").ShouldBeNull();
    }

    [Fact]
    public void Value_must_know_its_kind_when_it_is_text_list_or_object()
    {
        var config = ConfigurationFactory.ParseString("text = x, list = [x], tree { x = 1 }");

        Kind("text").ShouldBe((true, false, false));
        Kind("list").ShouldBe((false, true, false));
        Kind("tree").ShouldBe((false, false, true));

        (bool, bool, bool) Kind(string path)
        {
            var value = config.GetValue(path)!;
            return (value.IsString(), value.IsArray(), value.IsObject());
        }
    }

    [Fact]
    public void Empty_configuration_must_say_so_when_asked()
    {
        ConfigurationFactory.Empty.IsEmpty.ShouldBeTrue();
        ConfigurationFactory.ParseString("# nothing").IsEmpty.ShouldBeTrue();
        ConfigurationFactory.ParseString("a = 1").IsEmpty.ShouldBeFalse();
        new Config().IsEmpty.ShouldBeTrue();
    }
}
