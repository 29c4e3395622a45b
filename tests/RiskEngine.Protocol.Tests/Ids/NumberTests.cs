using System.Globalization;

namespace RiskEngine.Protocol.Tests;

public sealed class NumberTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(long.MinValue, long.MaxValue)]
    public void Nonce_and_attempt_must_be_ordered_as_their_numbers(long left, long right)
    {
        var (a, b) = (new Nonce(left), new Nonce(right));
        (a < b).ShouldBe(left < right);
        (a > b).ShouldBe(left > right);
        (a <= b).ShouldBe(left <= right);
        (a >= b).ShouldBe(left >= right);
        (a == b).ShouldBe(left == right);
        a.CompareTo(b).ShouldBe(left.CompareTo(right));

        var (c, d) = (new AttemptId(left), new AttemptId(right));
        (c < d).ShouldBe(left < right);
        (c > d).ShouldBe(left > right);
        (c <= d).ShouldBe(left <= right);
        (c >= d).ShouldBe(left >= right);
        (c == d).ShouldBe(left == right);
        c.CompareTo(d).ShouldBe(left.CompareTo(right));
    }

    [Fact]
    public void Number_must_print_all_its_digits_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "minus ";
        try
        {
            CultureInfo.CurrentCulture = odd;
            new Nonce(1700000000001).ToString().ShouldBe("1700000000001");
            new Nonce(-1).ToString().ShouldBe("-1");
            new OrderId(ulong.MaxValue).ToString().ShouldBe("18446744073709551615");
            new AttemptId(12).ToString().ShouldBe("#12");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Nonce_must_be_compared_by_value_and_written_with_its_decimals()
    {
        var (two, three) = (new Nonce(1764490530.12m), new Nonce(1764490530.120m));

        two.ShouldBe(three);
        two.GetHashCode().ShouldBe(three.GetHashCode());
        two.CompareTo(three).ShouldBe(0);
        (two < new Nonce(1764490530.121m)).ShouldBeTrue();
        (two > new Nonce(1764490530)).ShouldBeTrue();
        $"{two} {three}".ShouldBe("1764490530.12 1764490530.120");
    }

    [Fact]
    public void Nonce_must_be_refused_when_it_is_above_64_bits_or_too_fine()
    {
        _ = new Nonce(long.MaxValue);
        _ = new Nonce(0.000_000_001m);

        Should.Throw<ArgumentOutOfRangeException>(() => new Nonce(long.MaxValue + 1m));
        Should.Throw<ArgumentOutOfRangeException>(() => new Nonce(long.MinValue - 1m));
        Should.Throw<ArgumentOutOfRangeException>(() => new Nonce(0.000_000_000_1m));
    }

    [Fact]
    public void Order_id_must_tell_neighbors_above_2_to_the_53_apart() =>
        new OrderId(9007199254740993).ShouldNotBe(new OrderId(9007199254740992));

    [Fact]
    public void Client_order_id_must_print_as_the_exchange_returned_it()
    {
        new ClientOrderId("#maker:1").ToString().ShouldBe("#maker:1");
        ShouldEqual.ByValue(() => new ClientOrderId("a"), new ClientOrderId("A"));
    }
}
