using System.Text;
using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Gateway.FileReferences;

/// <summary>A place in a body, reached by the names of members; arrays on the way have no name.</summary>
internal sealed class Place
{
    private readonly List<(byte[] Name, Place Below)> members = [];

    private Place()
    {
    }

    /// <summary>Nothing in it refers to a file, whatever its members are called.</summary>
    public bool IsOpaque { get; private set; }

    /// <summary>A text here is no file's id, whatever it is called.</summary>
    public bool IsOwnText { get; private set; }

    /// <summary>Makes a body's top from what is below it.</summary>
    /// <param name="opaque">Where nothing refers to a file: names with dots between them.</param>
    /// <param name="texts">Where a text is no file's id.</param>
    public static Place Top(string[] opaque, string[] texts)
    {
        var top = new Place();
        foreach (var path in opaque)
        {
            top.At(path).IsOpaque = true;
        }

        foreach (var path in texts)
        {
            top.At(path).IsOwnText = true;
        }

        return top;
    }

    /// <summary>The place of the member whose name is being read; null for one of which nothing is known.</summary>
    public Place? Below(ref Utf8JsonReader reader)
    {
        foreach (var (name, below) in members)
        {
            if (reader.NameIs(name))
            {
                return below;
            }
        }

        return null;
    }

    private Place At(string path)
    {
        var place = this;
        foreach (var part in path.Split('.'))
        {
            var name = Encoding.UTF8.GetBytes(part);
            var below = place.members.Find(member => member.Name.AsSpan().SequenceEqual(name)).Below;
            if (below is null)
            {
                below = new Place();
                place.members.Add((name, below));
            }

            place = below;
        }

        return place;
    }
}
