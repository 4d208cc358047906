import java.io.File;
import java.util.*;

/** Counts the cells that a reader kept, through all graphs, and shows the first that it did not. */
final class Tally {
    private final Map<String, long[]> readers = new LinkedHashMap<>();
    private String reader, graph;

    /** Begins with the next graph. */
    void begin(String reader, String folder) {
        this.reader = reader;
        graph = new File(folder).getName();
        readers.computeIfAbsent(reader, r -> new long[3])[0]++;
    }

    void same(String where, Object got, Object want) {
        long[] counts = readers.get(reader);
        counts[1]++;
        if (Objects.equals(got, want)) return;
        if (++counts[2] <= 8) System.err.printf("  %s: %s: %s: got %.200s, want %.200s%n", reader, graph, where, got, want);
    }

    /** Tells the figures; 1 where a cell differs. */
    int done() {
        readers.forEach((reader, n) ->
            System.out.printf("%s: %d graphs, %d cells compared, %d differ%n", reader, n[0], n[1], n[2]));
        return readers.values().stream().anyMatch(n -> n[2] > 0) ? 1 : 0;
    }
}
