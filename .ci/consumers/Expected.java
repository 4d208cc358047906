import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.time.*;
import java.util.*;

/** What a reader has to find: the lines of expected.tsv. */
public class Expected {
    static final class Thing {
        String id, label, source, target, kind;
        double x, y, size, weight;
        boolean placed;
        int[] rgb;
        final Map<String, String[]> cells = new LinkedHashMap<>();
        final List<long[]> spells = new ArrayList<>();
    }

    static final List<Thing> NODES = new ArrayList<>(), EDGES = new ArrayList<>();

    static long millis(String day, long open) {
        return day.isEmpty() ? open : LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    static void read(Path file) throws Exception {
        NODES.clear();
        EDGES.clear();
        Thing last = null;
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
            if (line.isEmpty()) continue;
            String[] p = line.split("\t", -1);
            switch (p[0]) {
                case "node" -> {
                    last = new Thing();
                    last.id = p[1];
                    last.label = p[2];
                    last.placed = !p[3].isEmpty();
                    if (last.placed) {
                        last.x = Double.parseDouble(p[3]);
                        last.y = Double.parseDouble(p[4]);
                    }
                    last.size = Double.parseDouble(p[5]);
                    last.rgb = new int[] {Integer.parseInt(p[6]), Integer.parseInt(p[7]), Integer.parseInt(p[8])};
                    NODES.add(last);
                }
                case "edge" -> {
                    last = new Thing();
                    last.id = p[1];
                    last.source = p[2];
                    last.target = p[3];
                    last.kind = p[4];
                    last.weight = Double.parseDouble(p[5]);
                    EDGES.add(last);
                }
                case "cell" -> last.cells.put(p[1], new String[] {p[2], p[3]});
                default -> last.spells.add(new long[] {millis(p[1], Long.MIN_VALUE), millis(p[2], Long.MAX_VALUE)});
            }
        }
    }
}
