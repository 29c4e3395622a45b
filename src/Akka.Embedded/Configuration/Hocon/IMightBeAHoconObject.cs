namespace Akka.Configuration.Hocon;

/// <summary>Something that may turn out to be an object.</summary>
public interface IMightBeAHoconObject
{
    /// <summary>True if it is an object.</summary>
    bool IsObject();

    /// <summary>The object, or null if it is none.</summary>
    HoconObject? GetObject();
}
