namespace Akka.TestKit;

/// <summary>Says that a test does not send in the name of its test actor.</summary>
public interface INoImplicitSender;
