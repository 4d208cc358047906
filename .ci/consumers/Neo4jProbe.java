import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.stream.*;
import org.neo4j.dbms.api.*;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/** Neo4j itself: the tables through the import command of their README, the script statement by statement, each cell. */
public class Neo4jProbe {
    static String reader;
    static long cells, differ;
    static boolean failed;

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]).toAbsolutePath(), room = Files.createTempDirectory("neo4j");
        Expected.read(Path.of(args[1], "expected.tsv"));
        String readme = Files.readString(folder.resolve("neo4j/README.md"));
        reader = "neo4j tables";
        Path home = Files.createDirectories(room.resolve("tables"));
        importTables(folder.resolve("neo4j"), home, block(readme, "neo4j-admin"));
        open(home, database -> {
            compare(database);
            try (Transaction ask = database.beginTx()) {
                ask.execute(block(readme, "MATCH")).stream().count();
            }
        });
        reader = "neo4j script";
        open(Files.createDirectories(room.resolve("script")), database -> {
            // Twice: what is there is not made anew.
            for (int run = 0; run < 2; run++) {
                for (String statement : Files.readString(folder.resolve("graph.cypher")).split(";\n")) {
                    database.executeTransactionally(statement);
                }
            }
            compare(database);
        });
        try (Stream<Path> files = Files.walk(room)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
        System.exit(failed ? 1 : 0);
    }

    /** The indented lines from one that begins so. */
    static String block(String text, String begin) {
        return text.lines().dropWhile(line -> !line.startsWith("    " + begin)).takeWhile(line -> line.startsWith("    "))
            .map(String::strip).collect(Collectors.joining(" ")).replace("\\ ", "");
    }

    /** Runs `neo4j-admin` as its own process, as it ends the one that it runs in. */
    static void importTables(Path tables, Path home, String command) throws Exception {
        List<String> line = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx1g",
            "-cp", System.getProperty("java.class.path"), "org.neo4j.cli.AdminTool"));
        for (String word : command.split(" +")) if (!word.equals("neo4j-admin")) line.add(word.replace("'", ""));
        ProcessBuilder builder = new ProcessBuilder(line).directory(tables.toFile()).redirectErrorStream(true);
        builder.environment().put("NEO4J_HOME", home.toString());
        Path log = home.resolve("import.log");
        int code = builder.redirectOutput(log.toFile()).start().waitFor();
        same("import", code, 0);
        if (code != 0) System.err.println(Files.readString(log));
    }

    interface Work {
        void on(GraphDatabaseService database) throws Exception;
    }

    static void open(Path home, Work work) throws Exception {
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(home).build();
        try {
            work.on(service.database("neo4j"));
        } finally {
            service.shutdown();
        }
        System.out.println(reader + ": " + cells + " cells compared, " + differ + " differ");
        failed |= differ > 0;
        cells = differ = 0;
    }

    static void compare(GraphDatabaseService database) {
        try (Transaction all = database.beginTx()) {
            Map<String, Node> nodes = new HashMap<>();
            all.execute("MATCH (n:Entity) RETURN n").<Node>columnAs("n").forEachRemaining(n -> nodes.put((String) n.getProperty("id"), n));
            Map<String, Relationship> edges = new HashMap<>();
            all.execute("MATCH (:Entity)-[r]->(:Entity) RETURN r").<Relationship>columnAs("r").forEachRemaining(r -> edges.put((String) r.getProperty("edge_id"), r));
            same("nodes", nodes.size(), Expected.NODES.size());
            same("edges", edges.size(), Expected.EDGES.size());
            for (Expected.Thing want : Expected.NODES) {
                Node node = nodes.get(want.id);
                same(want.id, node != null, true);
                if (node == null) continue;
                same(want.id + " label", node.getProperty("label", null), want.label);
                String kind = want.cells.get("node_kind")[1];
                same(want.id + " labels", node.hasLabel(Label.label(kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1))), true);
                compare(node, want);
            }
            for (Expected.Thing want : Expected.EDGES) {
                Relationship edge = edges.get(want.id);
                same(want.id, edge != null, true);
                if (edge == null) continue;
                same(want.id + " ends", edge.getStartNode().getProperty("id") + " " + edge.getEndNode().getProperty("id"), want.source + " " + want.target);
                same(want.id + " type", edge.getType().name(), want.kind.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
                same(want.id + " weight", edge.getProperty("weight", null), want.weight);
                compare(edge, want);
            }
        }
    }

    static void compare(Entity entity, Expected.Thing want) {
        want.cells.forEach((name, cell) -> {
            Object got = entity.getProperty(name, null);
            String where = want.id + " " + name;
            switch (cell[0]) {
                case "integer" -> same(where, got, Long.parseLong(cell[1]));
                case "double" -> same(where, got, Double.parseDouble(cell[1]));
                case "boolean" -> same(where, got, Boolean.parseBoolean(cell[1]));
                default -> same(where, got instanceof String[] list ? joined(list) : got, cell[1]);
            }
        });
    }

    /** A list as the formats write it that have none. */
    static String joined(String[] list) {
        return Stream.of(list).map(item -> item.replace('|', '/').replace(';', ',')).filter(item -> !item.isEmpty()).collect(Collectors.joining("|"));
    }

    static void same(String where, Object got, Object want) {
        cells++;
        if (Objects.equals(got, want)) return;
        if (++differ <= 8) System.err.printf("  %s: %s: got %.200s, want %.200s%n", reader, where, got, want);
    }
}
