import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.time.*;
import java.util.*;
import org.gephi.graph.api.*;
import org.gephi.io.exporter.api.ExportController;
import org.gephi.io.importer.api.*;
import org.gephi.io.processor.plugin.*;
import org.gephi.io.processor.spi.Processor;
import org.gephi.layout.plugin.forceAtlas2.*;
import org.gephi.project.api.ProjectController;
import org.gephi.statistics.plugin.Modularity;
import org.openide.util.Lookup;

/**
 * Gephi itself: the GEXF and the two tables, each cell; then a layout, communities and a picture.
 * `GephiProbe EXPECTED FOLDER…`.
 */
public class GephiProbe {
    static final List<Expected.Thing> NODES = Expected.NODES, EDGES = Expected.EDGES;
    static final Tally TALLY = new Tally();

    public static void main(String[] args) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        for (String folder : Arrays.asList(args).subList(1, args.length)) {
            probe(folder, Path.of(args[0], new File(folder).getName()));
        }
        System.exit(TALLY.done());
    }

    static void probe(String folder, Path expected) throws Exception {
        Expected.read(expected.resolve("expected.tsv"));
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        TALLY.begin("gephi gexf", folder);
        projects.newProject();
        load(new File(folder, "graph.gexf"), new DefaultProcessor());
        GraphModel model = model();
        compare(model, true);
        TALLY.begin("gephi layout, modularity, pdf", folder);
        draw(model, expected.resolve("gephi.pdf").toFile());
        projects.closeCurrentProject();
        TALLY.begin("gephi tables", folder);
        projects.newProject();
        load(new File(folder, "gephi/nodes.csv"), new DefaultProcessor());
        if (!EDGES.isEmpty()) {
            load(new File(folder, "gephi/edges.csv"), new AppendProcessor());
        }
        compare(model(), false);
        projects.closeCurrentProject();
    }

    static GraphModel model() {
        return Lookup.getDefault().lookup(GraphController.class).getGraphModel();
    }

    /** Imports a file as the desktop does; an issue above a warning is a difference. */
    static void load(File file, Processor processor) throws Exception {
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(file);
        container.getLoader().setEdgeDefault(EdgeDirectionDefault.DIRECTED);
        container.verify();
        Lookup.getDefault().lookup(ProjectController.class).getCurrentWorkspace();
        importer.process(container, processor, Lookup.getDefault().lookup(ProjectController.class).getCurrentWorkspace());
        for (Report report : new Report[] {container.getReport(), processor.getReport()}) {
            if (report == null) continue;
            for (Iterator<Issue> issues = report.getIssues(1000); issues.hasNext();) {
                Issue issue = issues.next();
                if (issue.getLevel() == Issue.Level.SEVERE || issue.getLevel() == Issue.Level.CRITICAL) {
                    same("issue", issue.getMessage(), null);
                }
            }
        }
    }

    static void compare(GraphModel model, boolean gexf) {
        DirectedGraph graph = model.getDirectedGraph();
        same("nodes", graph.getNodeCount(), NODES.size());
        same("edges", graph.getEdgeCount(), EDGES.size());
        if (gexf && !NODES.isEmpty() && NODES.get(0).placed) places(graph);
        for (Expected.Thing want : NODES) {
            Node node = graph.getNode(want.id);
            same(want.id, node != null, true);
            if (node == null) continue;
            same(want.id + " label", node.getLabel(), want.label);
            if (gexf) {
                int[] rgb = {Math.round(node.r() * 255), Math.round(node.g() * 255), Math.round(node.b() * 255)};
                same(want.id + " colour", Arrays.toString(rgb), Arrays.toString(want.rgb));
            }
            compare(node, want, gexf);
        }
        for (Expected.Thing want : EDGES) {
            Edge edge = graph.getEdge(want.id);
            same(want.id, edge != null, true);
            if (edge == null) continue;
            same(want.id + " ends", edge.getSource().getId() + " " + edge.getTarget().getId(), want.source + " " + want.target);
            same(want.id + " directed", edge.isDirected(), true);
            same(want.id + " kind", edge.getTypeLabel(), want.kind);
            same(want.id + " label", edge.getLabel(), want.kind);
            same(want.id + " weight", edge.getWeight(), want.weight);
            compare(edge, want, gexf);
        }
    }

    static void compare(Element element, Expected.Thing want, boolean gexf) {
        for (Map.Entry<String, String[]> entry : want.cells.entrySet()) {
            if (entry.getKey().equals("edge_id")) continue; // The id by which it was found.
            String type = entry.getValue()[0], value = entry.getValue()[1], where = want.id + " " + entry.getKey();
            Object got = element.getTable().hasColumn(entry.getKey()) ? element.getAttribute(entry.getKey()) : null;
            if (value.equalsIgnoreCase("null")) {
                same(where, got, null); // Gephi takes the word for nothing, in every format.
            } else if (type.equals("integer") || type.equals("double") || !gexf && type.equals("day")) {
                double number = Double.parseDouble(type.equals("day") ? digits(value) : value);
                same(where, got instanceof Number n ? n.doubleValue() : got, number);
            } else if (gexf) {
                same(where, got == null ? null : got.toString(), value.replace("INF", "Infinity"));
            } else {
                // `|` is the mark that a column of numbers holds texts.
                if (type.equals("string")) same(where + " is text", got instanceof String, true);
                same(where, got == null ? null : got.toString().replaceFirst("\\|$", ""), value);
            }
        }
        Interval[] intervals = element.getIntervals();
        StringBuilder got = new StringBuilder(), wanted = new StringBuilder();
        if (intervals != null) for (Interval i : intervals) got.append(i.getLow()).append(' ').append(i.getHigh()).append(';');
        for (long[] s : want.spells) {
            wanted.append(s[0] == Long.MIN_VALUE ? Double.NEGATIVE_INFINITY : (double) s[0]).append(' ')
                .append(s[1] == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : (double) s[1]).append(';');
        }
        if (!(intervals != null && wanted.length() == 0 && got.toString().equals("-Infinity Infinity;"))) {
            same(want.id + " time", got.toString(), wanted.toString());
        }
    }

    /** Gephi moves and scales the whole picture: what is compared is each place within its bounds. */
    static void places(Graph graph) {
        double[] want = bounds(NODES.stream().mapToDouble(n -> n.x)), wantY = bounds(NODES.stream().mapToDouble(n -> n.y));
        List<Node> nodes = new ArrayList<>();
        for (Expected.Thing n : NODES) nodes.add(graph.getNode(n.id));
        double[] got = bounds(nodes.stream().mapToDouble(Node::x)), gotY = bounds(nodes.stream().mapToDouble(Node::y));
        for (int i = 0; i < NODES.size(); i++) {
            Expected.Thing n = NODES.get(i);
            same(n.id + " x", Math.abs((nodes.get(i).x() - got[0]) / got[1] - (n.x - want[0]) / want[1]) < 1e-3, true);
            same(n.id + " y", Math.abs((nodes.get(i).y() - gotY[0]) / gotY[1] - (n.y - wantY[0]) / wantY[1]) < 1e-3, true);
        }
    }

    static double[] bounds(java.util.stream.DoubleStream values) {
        DoubleSummaryStatistics s = values.summaryStatistics();
        return new double[] {s.getMin(), Math.max(s.getMax() - s.getMin(), 1e-9)};
    }

    /** ForceAtlas2, modularity and a PDF run on what was read. */
    static void draw(GraphModel model, File file) throws Exception {
        if (NODES.isEmpty()) return;
        ForceAtlas2 layout = new ForceAtlas2Builder().buildLayout();
        layout.setGraphModel(model);
        layout.resetPropertiesValues();
        layout.initAlgo();
        for (int i = 0; i < 50 && layout.canAlgo(); i++) layout.goAlgo();
        layout.endAlgo();
        communities(model);
        Lookup.getDefault().lookup(ExportController.class).exportFile(file);
        same("class", model.getGraph().getNodes().toArray()[0].getAttribute(Modularity.MODULARITY_CLASS) != null, true);
        // Nodes without edges drift apart in the layout, and their page is nearly empty.
        same("pdf", file.length() > (EDGES.isEmpty() ? 0 : 1000), true);
    }

    /** Now and then, by the order it draws, Gephi 0.10.1 moves two nodes to and fro for ever: then it draws again. */
    static void communities(GraphModel model) throws InterruptedException {
        for (int draw = 0; draw < 5; draw++) {
            Modularity modularity = new Modularity();
            Thread work = new Thread(() -> modularity.execute(model));
            work.setDaemon(true);
            work.start();
            work.join(5000);
            if (!work.isAlive()) return;
            modularity.cancel();
            work.join(5000);
        }
    }

    static void same(String where, Object got, Object want) {
        TALLY.same(where, got, want);
    }

    static String digits(String day) {
        return day.length() == 4 ? day + "0101" : day.length() == 7 ? day.replace("-", "") + "01" : day.replace("-", "");
    }
}
