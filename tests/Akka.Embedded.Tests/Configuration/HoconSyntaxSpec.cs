using Akka.Configuration;

namespace Akka.Tests.Configuration;

public sealed class HoconSyntaxSpec
{
    [Fact]
    public void Document_must_be_read_when_it_is_json()
    {
        var config = ConfigurationFactory.ParseString("""{ "a": { "b": [1, 2], "c": "x" }, "d": true, "e": null }""");

        config.GetIntList("a.b").ShouldBe([1, 2]);
        config.GetString("a.c").ShouldBe("x");
        config.GetBoolean("d").ShouldBeTrue();
        config.GetString("e").ShouldBeNull();
    }

    [Fact]
    public void Comments_must_be_skipped_when_they_start_with_a_hash_or_two_slashes()
    {
        var config = ConfigurationFactory.ParseString(
            """
            # first
            a = 1 # after a value
            // second
            b = [ # inside
              1 // after an element
              2
            ] // after a list
            c { # after a brace
              d = "# // not a comment"
            }
            """
        );

        config.GetInt("a").ShouldBe(1);
        config.GetIntList("b").ShouldBe([1, 2]);
        config.GetString("c.d").ShouldBe("# // not a comment");
    }

    [Fact]
    public void Keys_must_nest_when_they_are_dotted()
    {
        var config = ConfigurationFactory.ParseString("a.b.c = 1\na.b { d = 2 }\na { b.e = 3 }");

        config.GetInt("a.b.c").ShouldBe(1);
        config.GetInt("a.b.d").ShouldBe(2);
        config.GetInt("a.b.e").ShouldBe(3);
    }

    [Fact]
    public void Keys_must_be_taken_literally_when_they_are_quoted()
    {
        var config = ConfigurationFactory.ParseString("a.\"b.c\".d = 1, \"x y\" = 2, with blanks = 3");

        config.GetInt("a.\"b.c\".d").ShouldBe(1);
        config.GetInt("x y").ShouldBe(2);
        config.GetInt("with blanks").ShouldBe(3);
        config.HasPath("a.b.c.d").ShouldBeFalse();
    }

    [Fact]
    public void Later_key_must_win_when_a_key_is_set_twice()
    {
        var config = ConfigurationFactory.ParseString("a = 1, a = 2, b = [1], b = [2, 3], c = { x = 1 }, c = text");

        config.GetInt("a").ShouldBe(2);
        config.GetIntList("b").ShouldBe([2, 3]);
        config.GetString("c").ShouldBe("text");
    }

    [Fact]
    public void Objects_must_be_merged_when_a_key_is_set_twice()
    {
        var config = ConfigurationFactory.ParseString("a { x = 1, y = 1 }\na { y = 2, z = 2 }\na = { z = 3 }");

        config.GetInt("a.x").ShouldBe(1);
        config.GetInt("a.y").ShouldBe(2);
        config.GetInt("a.z").ShouldBe(3);
    }

    [Fact]
    public void Values_must_be_joined_when_they_stand_side_by_side()
    {
        var config = ConfigurationFactory.ParseString(
            "a = 10 seconds  \nb = say \"hello world\" twice\nc = [1] [2, 3]"
        );

        config.GetString("a").ShouldBe("10 seconds");
        config.GetString("b").ShouldBe("say hello world twice");
        config.GetIntList("c").ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Escapes_must_be_replaced_when_they_stand_in_quotes()
    {
        var config = ConfigurationFactory.ParseString(@"a = ""x\ty\n\""z\""\\ \u00e4\/""");

        config.GetString("a").ShouldBe("x\ty\n\"z\"\\ ä/");
    }

    [Fact]
    public void Text_must_be_taken_literally_when_it_stands_in_triple_quotes()
    {
        var config = ConfigurationFactory.ParseString("a = \"\"\"line \"one\"\n\\n = { }\"\"\"");

        config.GetString("a").ShouldBe("line \"one\"\n\\n = { }");
    }

    [Fact]
    public void List_must_be_read_when_its_elements_are_separated_by_commas_or_lines()
    {
        var config = ConfigurationFactory.ParseString(
            "a = [1, 2,\n3\n4,]\nb = []\nc = [[1, 2], [3]]\nd = [{ x = 1 }, { x = 2 }]"
        );

        config.GetIntList("a").ShouldBe([1, 2, 3, 4]);
        config.GetStringList("b").ShouldBeEmpty();
        config.GetValue("c")!.GetArray().Select(inner => inner.GetIntList().Count).ShouldBe([2, 1]);
        config.GetValue("d")!.GetArray().Select(item => item.GetObject()!.Items["x"].GetInt()).ShouldBe([1, 2]);
    }

    [Fact]
    public void Substitution_must_take_the_value_when_the_path_is_set_anywhere_in_the_document()
    {
        var config = ConfigurationFactory.ParseString(
            """
            before = ${base.name}
            base { name = engine, port = 80, tree = { x = 1 }, list = [1, 2] }
            joined = "http-"${base.name}-${base.port}
            tree = ${base.tree}
            list = ${base.list} [3]
            items = [${base.name}, other]
            """
        );

        config.GetString("before").ShouldBe("engine");
        config.GetString("joined").ShouldBe("http-engine-80");
        config.GetInt("tree.x").ShouldBe(1);
        config.GetIntList("list").ShouldBe([1, 2, 3]);
        config.GetStringList("items").ShouldBe(["engine", "other"]);
    }

    [Fact]
    public void Substitution_must_take_the_last_value_when_the_path_is_set_twice()
    {
        ConfigurationFactory.ParseString("a = 1, b = ${a}, a = 2").GetInt("b").ShouldBe(2);
    }

    [Fact]
    public void Substitution_must_be_refused_when_the_document_does_not_set_the_path()
    {
        Should
            .Throw<FormatException>(() => ConfigurationFactory.ParseString("a = ${b.c}"))
            .Message.ShouldContain("b.c");
    }

    [Fact]
    public void Address_must_be_refused_when_it_is_not_quoted()
    {
        Should.Throw<ConfigurationException>(() => ConfigurationFactory.ParseString("a = http://localhost"));
        ConfigurationFactory.ParseString("a = \"http://localhost\"").GetString("a").ShouldBe("http://localhost");
    }

    [Theory]
    [InlineData("a { b = 1 }, c = 2")]
    [InlineData("a = 1\n, b = 2")]
    [InlineData("a = \"\\q\"")]
    [InlineData("a = x ?")]
    public void Document_must_be_refused_when_it_is_malformed(string hocon) =>
        Should.Throw<FormatException>(() => ConfigurationFactory.ParseString(hocon));
}
