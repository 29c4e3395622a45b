using System.Collections;

namespace RiskEngine.Protocol.Tests;

public sealed class ValueListTests
{
    [Fact]
    public void List_must_equal_by_items_and_order()
    {
        ShouldEqual.ByValue<ValueList<int>>(() => [1, 2], [2, 1], [1], [1, 2, 3], []);
        ((ValueList<int>)[1]).Equals("[1]").ShouldBeFalse();
    }

    [Fact]
    public void List_must_be_read_in_order()
    {
        ValueList<string> list = ["a", "b"];

        list.Count.ShouldBe(2);
        list[1].ShouldBe("b");
        list.ToArray().ShouldBe(["a", "b"]);
        ((IEnumerable)list).Cast<string>().ShouldBe(["a", "b"]);
        list.ToString().ShouldBe("[a, b]");
        Should.Throw<IndexOutOfRangeException>(() => list[2]);
    }

    [Fact]
    public void List_must_not_change_when_its_source_does()
    {
        var source = new[] { 1, 2 };
        var spanned = ValueList.Create<int>(source);
        var enumerated = source.ToValueList();

        source[0] = 9;

        spanned.ShouldBe([1, 2]);
        enumerated.ShouldBe([1, 2]);
    }

    [Fact]
    public void List_must_be_the_empty_one_when_it_has_no_items()
    {
        ValueList<int> none = [];

        none.ShouldBeSameAs(ValueList<int>.Empty);
        Enumerable.Empty<int>().ToValueList().ShouldBeSameAs(ValueList<int>.Empty);
        none.ToString().ShouldBe("[]");
    }
}
