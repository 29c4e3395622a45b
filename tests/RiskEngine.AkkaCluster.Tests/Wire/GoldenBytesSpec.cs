using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace RiskEngine.AkkaCluster.Tests.Wire;

/// <summary>What nodes of yesterday wrote must be read tomorrow: the bytes of what only these nodes say stand in <c>golden.txt</c>.</summary>
public sealed class GoldenBytesSpec : IAsyncLifetime
{
    private readonly ActorSystem _system = ActorSystem.Create(
        "wire",
        Akka.Configuration.ConfigurationFactory.ParseString("akka.loglevel = OFF\nakka.actor.provider = local")
            .WithFallback(RiskEngineCluster.Reference)
    );

    private static Dictionary<string, string> Golden { get; } =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Wire", "golden.txt"))
            .Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => parts[1]);

    public static TheoryData<string> Names => [.. ClusterWire.Format.Names.Except(EngineWire.Format.Names)];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _system.Terminate();

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_must_be_written_as_ever_and_read_back_whole(string manifest)
    {
        var message = Samples.All.Single(sample => ClusterWire.Format.NameOf(sample) == manifest);
        var serializer = (SerializerWithStringManifest)_system.Serialization.FindSerializerFor(message);
        serializer.ShouldBeOfType<ClusterSerializer>();

        Encoding.UTF8.GetString(serializer.ToBinary(message)).ShouldBe(Golden[manifest]);
        serializer.FromBinary(Encoding.UTF8.GetBytes(Golden[manifest]), serializer.Manifest(message)).ShouldBe(message);
    }

    [Fact]
    public void Every_golden_line_must_belong_to_a_manifest() =>
        Golden.Keys.ShouldBe(ClusterWire.Format.Names.Except(EngineWire.Format.Names), ignoreOrder: true);

    [Fact]
    public void Message_of_the_protocol_must_go_by_the_same_bytes_as_elsewhere()
    {
        var message = new GetSessionStatus(
            new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("maker-1"))
        );
        var serializer = (SerializerWithStringManifest)_system.Serialization.FindSerializerFor(message);

        serializer.ToBinary(message).ShouldBe(EngineWire.Format.Write(message));
        serializer.FromBinary(EngineWire.Format.Write(message), serializer.Manifest(message)).ShouldBe(message);
    }

    [Theory]
    [InlineData("session-unknown/2", """{"session":"gemini/maker-1"}""")]
    [InlineData("session-unknown/1", "{}")]
    public void Text_must_be_an_unknown_message_when_it_is_not_the_message(string manifest, string text)
    {
        var serializer = new RiskEngineSerializer((ExtendedActorSystem)_system);

        serializer.FromBinary(Encoding.UTF8.GetBytes(text), manifest).ShouldBe(new UnknownMessage(manifest));
    }

    /// <summary>The replicator would take whatever comes for data, and nobody is there to be told.</summary>
    [Theory]
    [InlineData("leases/1", "7")]
    [InlineData("replicated-budgets/1", "{}")]
    public void Replicated_data_must_be_refused_when_it_cannot_be_read(string manifest, string text)
    {
        var serializer = new ClusterSerializer((ExtendedActorSystem)_system);

        Should.Throw<SerializationException>(() => serializer.FromBinary(Encoding.UTF8.GetBytes(text), manifest));
    }
}
