namespace RiskEngine.Protocol.Tests;

public sealed class PrivateEndpointTests
{
    [Fact]
    public void Path_must_be_kept_when_it_is_one()
    {
        foreach (var path in new[] { "/v1/order/new", "/a", "/v1/x_y-z.1", "/" + new string('a', 127) })
        {
            new PrivateEndpoint(path).Path.ShouldBe(path);
            new PrivateEndpoint(path).ToString().ShouldBe(path);
        }

        ShouldEqual.ByValue(() => new PrivateEndpoint("/a"), new PrivateEndpoint("/A"));
    }

    [Fact]
    public void Path_must_be_refused_when_it_could_be_more_than_a_path()
    {
        string[] bad =
        [
            "",
            "/",
            "v1",
            "v1/",
            "/v1?a=b",
            "/v1#a",
            "/v1 ",
            "/v1\r\n",
            "/%2e",
            "https://a",
            "/ä",
            "/a\\b",
            "/a@b",
            "/a:b",
            "//elsewhere.example/v1",
            "/v1//orders",
            "/v1/../v2",
            "/v1/./orders",
            "/v1/.",
            "/" + new string('a', 128),
        ];

        foreach (var path in bad)
            Should.Throw<ArgumentException>(() => new PrivateEndpoint(path), path);
        Should.Throw<ArgumentNullException>(() => new PrivateEndpoint(null!));
    }
}
